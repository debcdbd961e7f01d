// Owns the upstream of the benchmark: a process of its own that answers every request at once with one pet. Prints its port.
import { createServer } from 'node:http';

const PET = JSON.stringify({ id: 7, name: 'Rex', status: 'available', tags: ['small', 'friendly'] });

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': PET.length }).end(PET);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
