// <node_modules> <sdk|client> <url> <token> <default|auto>: connects, lists, calls, is refused twice, merges twice, closes.
// What it saw is one line of JSON. `sdk` is the client of the older package, `client` that of the newer one. Its user
// declines the first time they are asked, and accepts from then on.
import { createRequire } from 'node:module';

const [packages, name, url, token, mode] = process.argv.slice(2);
const require = createRequire(`${packages}/`);
const { Client, StreamableHTTPClientTransport, ElicitRequestSchema } =
  name === 'sdk'
    ? { ...require('@modelcontextprotocol/sdk/client/index.js'), ...require('@modelcontextprotocol/sdk/client/streamableHttp.js'), ...require('@modelcontextprotocol/sdk/types.js') }
    : require('@modelcontextprotocol/client');

const client = new Client(
  { name: 'matrix', version: '1' },
  { capabilities: { elicitation: { form: {} } }, ...(mode === 'auto' ? { versionNegotiation: { mode: 'auto' } } : {}) },
);
let asked = 0;
client.setRequestHandler(name === 'sdk' ? ElicitRequestSchema : 'elicitation/create', async () => (asked++ ? { action: 'accept', content: {} } : { action: 'decline' }));
const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { Authorization: `Bearer ${token}` } } });
await client.connect(transport);

const { tools } = await client.listTools();
const call = (path) => client.callTool({ name: 'get_project', arguments: { project_id: path } });
const text = (result) => result.content.map((block) => block.text).join('');
const project = await call('group/app');
const refusal = await call('group/none');
const unknown = await client.callTool({ name: 'get_projekt', arguments: {} }).then(() => null, (error) => `${error.code}`);
const me = await client.callTool({ name: 'whoami', arguments: {} });
const merge = async () => text(await client.callTool({ name: 'merge_merge_request', arguments: { project_id: 'group/app', merge_request_iid: 5 } }));
const merges = [await merge(), await merge()];

const version = client.getNegotiatedProtocolVersion?.() ?? transport.protocolVersion;
if (transport.sessionId) {
  await transport.terminateSession();
}
await client.close();
console.log(JSON.stringify({ version, tools: tools.length, text: text(project), refused: refusal.isError, refusal: text(refusal), unknown, me: me.structuredContent.username, asked, merges }));
