import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket as SocketClient, WebSocketServer } from 'ws';
import { keepHeartbeat } from '../../../src-main/server/heartbeat.js';

/** Long enough for a machine that does other things. */
const beat = 100;

/** A socket whose server end is kept by a heartbeat. */
async function connected(options: { autoPong: boolean }) {
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const ends = new Promise<{ end: SocketClient; connection: Socket }>((resolve) =>
    server.on('connection', (end, { socket }) => resolve({ end, connection: socket })),
  );
  const { port } = http.address() as AddressInfo;
  const client = new SocketClient(`ws://127.0.0.1:${port}`, options);
  onTestFinished(() => {
    client.terminate();
    server.close();
    http.close();
  });
  const opened = new Promise((resolve) => client.once('open', resolve));
  const { end, connection } = await ends;
  await opened;
  keepHeartbeat(end, connection, beat);
  let closed = false;
  end.on('close', () => {
    closed = true;
  });
  return { client, isClosed: () => closed };
}

test('an end that answers stays', async () => {
  const { isClosed } = await connected({ autoPong: true });
  await sleep(beat * 12);
  expect(isClosed()).toBe(false);
});

test('an end that does not answer but speaks stays', async () => {
  const { client, isClosed } = await connected({ autoPong: false });
  for (let i = 0; i < 12; i++) {
    client.send('x');
    await sleep(beat);
  }
  expect(isClosed()).toBe(false);
});

test('an end that has gone without a word is let go of', async () => {
  const { client, isClosed } = await connected({ autoPong: false });
  await sleep(beat * 3);
  expect(isClosed()).toBe(false);
  await expect.poll(() => isClosed()).toBe(true);
  await expect.poll(() => client.readyState).toBe(client.CLOSED);
});
