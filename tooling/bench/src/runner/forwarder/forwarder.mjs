// Owns the yardstick: the least a program can do that serves an OpenAPI document over MCP. Run: node forwarder.mjs stdio|http DOCUMENT BASE_URL [PORT]
// It checks nothing, knows one body type, one way to write a parameter, and believes every client; that is what the figures of a real server are held against.
import { readFileSync } from 'node:fs';
import { answerMessage } from './answer-message.mjs';
import { readTools } from './read-tools.mjs';

const [, , transport, file, baseUrl, port] = process.argv;
const text = readFileSync(file, 'utf8');
const document = text.startsWith('{') ? JSON.parse(text) : (await import('yaml')).parse(text);
const tools = readTools(document);

if (transport === 'stdio') {
  let rest = '';
  process.stdin.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines)
      if (line !== '')
        void answerMessage(JSON.parse(line), tools, baseUrl).then(
          (answer) => answer && process.stdout.write(`${JSON.stringify(answer)}\n`),
        );
  });
  process.stdin.on('end', () => process.exit(0));
} else {
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      void answerMessage(JSON.parse(Buffer.concat(chunks).toString()), tools, baseUrl).then((answer) => {
        if (!answer) return response.writeHead(202).end();
        return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
  });
  server.listen(Number(port), '127.0.0.1');
}
