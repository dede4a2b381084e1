import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import {
  hostNames,
  isEveryAddress,
  parseAllowedHost,
} from '../../../src-main/server/host-names.js';
import { defaultPort, listen } from '../../../src-main/server/listen.js';
import { sameSecret } from '../../../src-main/server/secrets.js';

/** A server that does not listen yet, gone when the test has ended. */
function server() {
  const made = createServer();
  onTestFinished(() => void made.close());
  return made;
}

const host = '127.0.0.1';

test('takes the usual port, and a free one when that is taken and none was named', async () => {
  const [first, second] = [server(), server()];
  // Another program of this machine may have it: then the first is given a free one as well.
  await listen(first, { host, port: null });
  const usualIsTaken = await listen(server(), { host, port: defaultPort }).catch((error) => error);
  expect(usualIsTaken).toMatchObject({ code: 'BAD_INPUT' });
  const port = await listen(second, { host, port: null });
  expect(port).not.toBe(defaultPort);
  expect(port).toBe((second.address() as AddressInfo).port);
});

test('says what is wrong with a port that is taken and a host that is none', async () => {
  const port = await listen(server(), { host, port: 0 });
  await expect(listen(server(), { host, port })).rejects.toThrow(
    `--port ${port} is taken: another program`,
  );
  for (const wrong of ['203.0.113.7', 'no-such-host.invalid']) {
    await expect(listen(server(), { host: wrong, port: 0 })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(`--host ${wrong} is no address of this machine`),
    });
  }
});

test('takes names and addresses as browsers write them', () => {
  const name = (text: string) => parseAllowedHost(text);
  expect(name('Digits.Example.ORG')).toEqual({ name: 'digits.example.org', port: null });
  expect(name('bücher.example:8443')).toEqual({ name: 'xn--bcher-kva.example', port: 8443 });
  expect(name('example.org:80')).toEqual({ name: 'example.org', port: 80 });
  expect(name('FE80:0::1')).toEqual({ name: '[fe80::1]', port: null });
  expect(name('[fe80::1]:8080')).toEqual({ name: '[fe80::1]', port: 8080 });
  const wrong = ['', '*', 'http://example.org', 'example.org/x', 'a b', 'u@h', 'h:99999', 'h?x'];
  for (const text of [...wrong, 'h#x', ':80', '[::1', 'a,b', '*.example.org']) {
    expect(() => parseAllowedHost(text), text).toThrow(/--allow-host must be/);
  }
});

test('answers to the address it listens on, but not to one that means all', () => {
  const listening = (address: string) => hostNames({ host: address, port: 80, allowHosts: [] });
  expect(listening('192.168.1.5').isKnown('192.168.1.5')).toBe(true);
  expect(listening('::').isKnown('[::]')).toBe(false);
  expect(listening('0.0.0.0').isKnown('0.0.0.0')).toBe(false);
  expect(listening('0.0.0.0').isKnown('localhost')).toBe(true);
  expect(listening('0.0.0.0').isKnown(undefined)).toBe(false);
  expect([isEveryAddress('::'), isEveryAddress('::1')]).toEqual([true, false]);
});

test('compares secrets of every length', () => {
  expect(sameSecret('abc', 'abc')).toBe(true);
  for (const given of ['', 'ab', 'abd', 'abcd', undefined]) {
    expect(sameSecret(given, 'abc')).toBe(false);
  }
});
