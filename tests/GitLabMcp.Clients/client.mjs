// <node_modules> <sdk|client> <url> <token> <default|auto>: connects, lists, calls, is refused twice, closes. What it saw
// is one line of JSON. `sdk` is the client of the older package, `client` that of the newer one.
import { createRequire } from 'node:module';

const [packages, name, url, token, mode] = process.argv.slice(2);
const require = createRequire(`${packages}/`);
const { Client, StreamableHTTPClientTransport } =
  name === 'sdk'
    ? { ...require('@modelcontextprotocol/sdk/client/index.js'), ...require('@modelcontextprotocol/sdk/client/streamableHttp.js') }
    : require('@modelcontextprotocol/client');

const client = new Client({ name: 'matrix', version: '1' }, mode === 'auto' ? { versionNegotiation: { mode: 'auto' } } : {});
const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { Authorization: `Bearer ${token}` } } });
await client.connect(transport);

const { tools } = await client.listTools();
const call = (path) => client.callTool({ name: 'get_project', arguments: { project_id: path } });
const text = (result) => result.content.map((block) => block.text).join('');
const project = await call('group/app');
const refusal = await call('group/none');
const unknown = await client.callTool({ name: 'get_projekt', arguments: {} }).then(() => null, (error) => `${error.code}`);

const version = client.getNegotiatedProtocolVersion?.() ?? transport.protocolVersion;
if (transport.sessionId) {
  await transport.terminateSession();
}
await client.close();
console.log(JSON.stringify({ version, tools: tools.length, text: text(project), refused: refusal.isError, refusal: text(refusal), unknown }));
