// Opens the store named in argv, appends as many events as asked, prints nothing, and ends.
import { openStore } from '../../src/index.ts';

const [file = '', count = '0'] = process.argv.slice(2);
const store = await openStore({ file, secretKey: new Uint8Array(32) });
for (let n = 0; n < Number(count); n += 1) {
  const at = new Date().toISOString();
  await store.events.append({ at, serverId: 'a', serverName: 'a', type: 'ready', detail: `${process.pid}` });
}
await store.close();
