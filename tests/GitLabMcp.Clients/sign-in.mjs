// <node_modules> <sdk|client> <url> [client id]: signs in as an MCP client does that has no token, then lists and calls. Without a client
// id it registers itself. It prints the address that its user has to open as a line `open <address>`, and what it saw at the end as one
// line of JSON.
import { createRequire } from 'node:module';
import { createServer } from 'node:http';

const [packages, name, url, clientId] = process.argv.slice(2);
const require = createRequire(`${packages}/`);
const { Client, StreamableHTTPClientTransport, UnauthorizedError } =
  name === 'sdk'
    ? {
        ...require('@modelcontextprotocol/sdk/client/index.js'),
        ...require('@modelcontextprotocol/sdk/client/streamableHttp.js'),
        ...require('@modelcontextprotocol/sdk/client/auth.js'),
      }
    : require('@modelcontextprotocol/client');

let answered;
const code = new Promise((resolve) => (answered = resolve));
const server = createServer((request, response) => {
  response.end('Back at the client.');
  answered(new URL(request.url, 'http://127.0.0.1').searchParams);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const redirect = `http://127.0.0.1:${server.address().port}/callback`;

const kept = { client: clientId ? { client_id: clientId } : undefined };
const provider = {
  get redirectUrl() {
    return redirect;
  },
  get clientMetadata() {
    return {
      client_name: 'npm client',
      redirect_uris: [redirect],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  },
  clientInformation: () => kept.client,
  saveClientInformation: (client) => void (kept.client = client),
  tokens: () => kept.tokens,
  saveTokens: (tokens) => void (kept.tokens = tokens),
  redirectToAuthorization: (address) => console.log(`open ${address}`),
  saveCodeVerifier: (verifier) => void (kept.verifier = verifier),
  codeVerifier: () => kept.verifier,
};

const client = new Client({ name: 'matrix', version: '1' }, { capabilities: {} });
let transport = new StreamableHTTPClientTransport(new URL(url), { authProvider: provider });
try {
  await client.connect(transport);
  throw new Error('Nobody had to sign in.');
} catch (error) {
  if (!(error instanceof UnauthorizedError)) {
    throw error;
  }
}

const answer = await code;
await transport.finishAuth(name === 'sdk' ? answer.get('code') : answer);
transport = new StreamableHTTPClientTransport(new URL(url), { authProvider: provider });
const signedIn = new Client({ name: 'matrix', version: '1' }, { capabilities: {} });
await signedIn.connect(transport);
const { tools } = await signedIn.listTools();
const me = await signedIn.callTool({ name: 'whoami', arguments: {} });
await signedIn.close();
server.close();
console.log(JSON.stringify({ tools: tools.length, me: me.content.map((block) => block.text).join(''), scope: kept.tokens.scope }));
process.exit(0);
