import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { composingDefaults } from '../../src-shared/config/composing.js';
import type { Reply } from '../../src-shared/contract/command.js';
import { encodeMessage } from '../../src-shared/contract/wire.js';
import { sharedFolder, temporaryFolder } from '../helpers/temporary-folder.js';
import { openPage, served, upgradeStatus } from '../unit/server/served.js';
import { Chance, caseNumbers, howToRepeat, isWhole } from './campaign.js';
import { KeptFolder } from './kept-folder.js';
import { mutateValue } from './mutants/json.js';
import { trainSmallRun } from './small-run.js';
import { faultsOfAnswer } from './texts.js';
import { serviceHere } from './trainings.js';

const shared = sharedFolder();

/** A data set as a page asks for it. */
const dataset = {
  grammar: { number: '{list:n}\\d{2,3}' },
  lists: { n: '12\n34' },
  count: 10,
  split: { train: 90, val: 5, test: 5 },
  shared: { strings: true, hands: false },
  seed: 1,
  style: { name: 'clean', changed: { ink: { min: 0, max: 90 } } },
  colour: false,
  height: 32,
  formats: ['files'],
  bank: 'shipped',
  shardSize: 10,
};

/** What a page of the program asks, as it asks it. */
const asked: readonly (readonly [string, Record<string, unknown>])[] = [
  ['training.current', {}],
  ['training.pause', {}],
  ['training.continue', {}],
  ['training.stop', {}],
  ['runs.list', {}],
  ['runs.show', { run: 'small' }],
  ['runs.losses', { run: 'small' }],
  ['runs.picture', { run: 'small', epoch: 1 }],
  ['runs.export', { run: 'small', what: 'gif' }],
  ['model.export', { model: 'small', network: 'generator', format: 'keras' }],
  ['runs.rename', { run: 'nobody', name: 'somebody' }],
  ['runs.delete', { run: 'nobody' }],
  ['training.resume', { run: 'nobody', epochs: 3, guidance: 0, maxSteps: 1, force: false }],
  [
    'training.start',
    { preset: 'tiny', config: { epochs: 1 }, name: '..', limitImages: 64, maxSteps: 1 },
  ],
  ['digits.sample', { model: 'small', seed: 1, first: 0, count: 2, labels: [1, 2], hand: 3 }],
  [
    'digits.grid',
    { model: 'small', seed: 1, rows: 2, columns: 2, classes: [1], search: 'a', legibility: 0 },
  ],
  [
    'number.compose',
    {
      model: 'small',
      config: { ...composingDefaults, number: '12', legibility: null, seed: 1 },
      replaced: [{ position: 0, index: 1 }],
    },
  ],
  ['search.stop', { search: 'a' }],
  ['networks.describe', { model: 'small' }],
  ['networks.describe', { preset: 'tiny', noiseDim: 10, kind: 'conditional' }],
  ['dataset.preview', { request: dataset, first: 0, count: 2, view: 'a' }],
  ['dataset.costs', { request: dataset }],
  [
    'dataset.start',
    // Of a bank that is not there: whatever else is asked, nothing is made.
    { request: { ...dataset, bank: 'bank-0123456789abcdef' }, name: 'numbers' },
  ],
  ...['pause', 'resume', 'cancel', 'verify', 'mend', 'delete'].map(
    (what) => [`dataset.${what}`, { dataset: 'nobody' }] as const,
  ),
  ['datasets.list', {}],
  ['datasets.show', { dataset: 'nobody' }],
  ['banks.list', {}],
  ['upload.begin', { name: 'x', bytes: 10 }],
  ['upload.write', { id: '0123456789abcdef', file: 'run.json', bytes: new Uint8Array(3) }],
  ['upload.finish', { id: '0123456789abcdef' }],
  ['upload.cancel', { id: '0123456789abcdef' }],
];

test('no call of a page is left without an answer, whatever it asks, and none is a defect', {
  timeout: 3_600_000,
}, async () => {
  const path = await trainSmallRun(shared, 'small');
  const service = serviceHere();
  const { port, logIn, defects, dataFolder } = await served({ service });
  mkdirSync(join(dataFolder, 'runs'), { recursive: true });
  cpSync(path, join(dataFolder, 'runs', 'small'), { recursive: true });
  const outside = temporaryFolder();
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  const kept = [new KeptFolder(outside), new KeptFolder(join(dataFolder, 'runs', 'small'))];
  const cookie = await logIn();
  let page = await openPage({ port, cookie });

  const bad: string[] = [];
  for (const number of caseNumbers({ quick: 500, whole: 5_000 })) {
    const chance = new Chance(number);
    const [usual, input] = chance.pick(asked);
    const { value, what } = mutateValue(chance, input);
    const name = chance.happens(0.03) ? chance.pick(['', '__proto__', 'x'.repeat(9_999)]) : usual;
    const closed = page.closed.then((code) => ({ closed: code }));
    const late = new AbortController();
    const answered = Promise.race([page.call(name, value), closed, isLate(late.signal)]);
    const reply = await answered.catch(String).finally(() => late.abort());
    const faults = faultsOfReply(reply);
    faults.push(...kept.flatMap((folder) => folder.changed()).map((file) => `${file} was changed`));
    bad.push(...faults.map((fault) => `${howToRepeat(number)} ${name} (${what}): ${fault}`));
    if (page.socket.readyState !== page.socket.OPEN) page = await openPage({ port, cookie });
  }
  expect([...bad, ...defects]).toEqual([]);
  expect(await page.call('runs.list', {})).toMatchObject({ ok: true });
  await service.call['training.stop']({});
  await service.close();
});

/**
 * Seconds that an answer may compute, in this process as the service does. A machine that has other things to do is no
 * fault of the answer's, up to a minute.
 */
const limits = { processor: 5, waiting: 60 };

async function isLate(answered: AbortSignal): Promise<'late'> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  for (;;) {
    await sleep(100, undefined, { ref: false, signal: answered });
    const { user, system } = process.cpuUsage(before);
    const waited = (performance.now() - began) / 1e3;
    if ((user + system) / 1e6 > limits.processor || waited > limits.waiting) return 'late';
  }
}

function faultsOfReply(reply: Reply | 'late' | string | { closed: number }): string[] {
  if (typeof reply === 'string') return [reply === 'late' ? 'no answer in time' : reply];
  if ('closed' in reply) return reply.closed === 1007 ? [] : [`closed with ${reply.closed}`];
  if (reply.ok) return [];
  const { code, message } = reply.error;
  return [...(code === 'INTERNAL' ? [`INTERNAL ${message}`] : []), ...faultsOfAnswer(message)];
}

test('a message that is damaged on its way ends its own connection at most', {
  timeout: 3_600_000,
}, async () => {
  const service = serviceHere();
  const { port, logIn, defects } = await served({ service });
  const cookie = await logIn();
  const [good, first] = [await openPage({ port, cookie }), await openPage({ port, cookie })];
  let page = first;
  for (const number of caseNumbers({ quick: 300, whole: 3_000 })) {
    const chance = new Chance(number);
    const [name, input] = chance.pick(asked.slice(0, 6));
    const message = Buffer.from(encodeMessage({ t: 'q', i: 'a', m: 'call', a: [name, input] }));
    for (let flip = 0; flip <= chance.below(4); flip++) {
      const place = chance.below(message.length);
      message[place] = (message[place] ?? 0) ^ (1 << chance.below(8));
    }
    page.socket.on('error', () => {});
    page.socket.send(message);
    page.socket.ping();
    await Promise.race([page.closed, new Promise((resolve) => page.socket.once('pong', resolve))]);
    if (page.socket.readyState !== page.socket.OPEN) page = await openPage({ port, cookie });
    else page.socket.removeAllListeners('pong');
  }
  expect(await good.call('runs.list', {})).toMatchObject({ ok: true });
  expect(defects).toEqual([]);
  await service.close();
});

const routes = [
  ...['/', '/index.html', '/assets/index-B3xu9-_a.js', '/nowhere', '/socket', '/?token=x', '//'],
  ...['/dataset.tar?dataset=x', '/dataset.tar?dataset=../secret.json'],
  ...['/..%2fsecret.json', '/../secret.json', '/%00', '/%', '/?token=', '/a/../index.html'],
];
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'];

test('every route, method, cookie, Host and Origin: nothing without all that is right', {
  timeout: 3_600_000,
}, async () => {
  const { port, get, logIn, defects, origin } = await served();
  const right = await logIn();
  const own = `127.0.0.1:${port}`;
  const cookies = [null, right, `${right}x`, 'digits=1', right.replace(/=.*/, '=')];
  const hosts = [own, `localhost:${port}`, 'evil.example', `evil.example:${port}`, '127.0.0.1'];
  const origins = [
    null,
    origin,
    'null',
    'http://evil.example',
    `https://${own}`,
    `http://${own}.x`,
  ];
  const askers = cookies.flatMap((cookie) =>
    hosts.flatMap((host) =>
      origins.map((from) => ({
        ...{ cookie, host, from },
        headers: {
          ...{ host },
          ...(cookie === null ? {} : { cookie }),
          ...(from === null ? {} : { origin: from }),
        },
      })),
    ),
  );
  const bad: string[] = [];
  for (const path of isWhole ? routes : routes.filter((_, at) => at % 3 === 0)) {
    for (const method of methods) {
      for (const { cookie, host, from, headers } of askers) {
        const { status, headers: got, body } = await get(path, headers, method);
        const isOwn = host === own && (from === null || from === origin);
        const isLocal = host === `localhost:${port}` && from === null;
        const isLoggedIn = cookie === right && (isOwn || isLocal);
        const isRead = method === 'GET' || method === 'HEAD';
        const told = (what: string) =>
          bad.push(`${method} ${path} ${JSON.stringify(headers)}: ${what}`);
        if (status === 200 && !(isLoggedIn && isRead)) told('answered');
        if (status >= 500) told(String(status));
        if (body.includes('secret')) told('a file beside the page');
        if (got['set-cookie']) told('a cookie for no token');
        if (!got['content-security-policy']) told('no security policy');
      }
    }
  }
  for (const { cookie, host, from, headers } of askers) {
    const { status } = await upgradeStatus(port, { headers });
    const isRight = cookie === right && host === own && from === origin;
    if ((status === 101) !== isRight) bad.push(`/socket ${JSON.stringify(headers)}: ${status}`);
  }
  expect(bad.slice(0, 50)).toEqual([]);
  expect(defects).toEqual([]);
});
