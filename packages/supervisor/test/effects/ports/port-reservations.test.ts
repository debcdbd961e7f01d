import { once } from 'node:events';
import net from 'node:net';
import { expect, test } from 'vitest';
import { PortReservations } from '../../../src/effects/ports/port-reservations.ts';

const wish = { host: '127.0.0.1', port: 0 };

test('a reservation is kept as long as the same is wanted', async () => {
  const ports = new PortReservations();
  const first = await ports.reserve('a', wish);
  expect(first.fd).toBeGreaterThan(2);
  expect(await ports.reserve('a', wish)).toBe(first);
  const moved = await ports.reserve('a', { ...wish, port: first.port });
  expect([moved.port, ports.get('a')]).toEqual([first.port, moved]);
  ports.release('a');
  expect(ports.get('a')).toBeUndefined();
});

test('where Node cannot hold a socket, a port is checked and no descriptor is handed down', async () => {
  const ports = new PortReservations(false);
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  await expect(ports.reserve('a', { ...wish, port })).rejects.toMatchObject({ code: 'port_in_use' });
  server.close();
  await once(server, 'close');
  expect(await ports.reserve('a', { ...wish, port })).toMatchObject({ port, fd: undefined });
});

test('an address that is not of this machine says so', async () => {
  const ports = new PortReservations();
  const reserving = ports.reserve('a', { host: '192.0.2.1', port: 0 });
  await expect(reserving).rejects.toMatchObject({
    code: 'process_spawn_failed',
    message: 'Port 0 on 192.0.2.1 cannot be reserved (EADDRNOTAVAIL).',
  });
});
