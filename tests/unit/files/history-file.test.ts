import { expect, it } from 'vitest';
import { historyHeader, historyLine, parseHistory } from '../../../src-main/files/history-file.js';
import type { HistoryRow } from '../../../src-shared/contract/run-views.js';

const row: HistoryRow = {
  epoch: 1,
  step: 938,
  images: 60_000,
  generatorLoss: 0.7012345,
  discriminatorLoss: 1.3,
  seconds: 28.5,
  quality: {
    legible: 0.7119140625,
    classEntropy: 0.987654321012345,
    frechet: 18.524,
    classShare: [0.1, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0],
    test: { legible: 0.97265625, frechet: 1.25 },
    asked: 0.99609375,
  },
};
const text = (...lines: string[]) => [historyHeader, ...lines, ''].join('\n');

it('keeps the six columns of formats.md in front', () => {
  expect(historyHeader).toBe(
    'epoch,step,images,generator_loss,discriminator_loss,seconds,legible,class_entropy,frechet,share_0,share_1,share_2,share_3,share_4,share_5,share_6,share_7,share_8,share_9,test_legible,test_frechet,asked',
  );
  expect(historyLine(row)).toMatch(/^1,938,60000,0\.7012345,1\.3,28\.500,0\.7119140625,/);
});

it('reads what it writes, to the last digit', () => {
  const unmeasured = { ...row, epoch: 2, step: 1_876, images: 120_000, quality: null };
  const rows = [row, unmeasured];
  expect(parseHistory(text(...rows.map(historyLine)))).toEqual(rows);
  expect(historyLine(unmeasured).split(',')).toHaveLength(historyHeader.split(',').length);
});

it('reads a history from before digits were measured', () => {
  const old =
    'epoch,step,images,generator_loss,discriminator_loss,seconds\n1,8,120,0.9,1.1,0.250\n';
  expect(parseHistory(old)).toEqual([
    {
      ...{ epoch: 1, step: 8, images: 120, generatorLoss: 0.9, discriminatorLoss: 1.1 },
      ...{ seconds: 0.25, quality: null },
    },
  ]);
});

it('reads a history from before real test images were measured beside the digits', () => {
  const old = historyLine(row).split(',').slice(0, -3).join(',');
  const quality = { ...row.quality, test: null, asked: null };
  expect(parseHistory(text(old))).toEqual([{ ...row, quality }]);
});

it('reads a history from before digits were asked for, and of a training that asks for none', () => {
  const header = historyHeader.split(',').slice(0, -1).join(',');
  const old = historyLine(row).split(',').slice(0, -1).join(',');
  const unasked = { ...row, quality: row.quality && { ...row.quality, asked: null } };
  expect(parseHistory([header, old, ''].join('\n'))).toEqual([unasked]);
  expect(historyLine(unasked)).toBe(`${old},`);
  expect(parseHistory(text(historyLine(unasked)))).toEqual([unasked]);
});

it('reads what was asked for where there are no test images', () => {
  const other = { ...row, quality: row.quality && { ...row.quality, test: null } };
  expect(historyLine(other)).toMatch(/,,,0\.99609375$/);
  expect(parseHistory(text(historyLine(other)))).toEqual([other]);
});

it('leaves out what is damaged', () => {
  const whole = historyLine(row);
  const half = `${historyHeader}\n${whole}\n2,1876,120000,0.7,1.`;
  expect(parseHistory(half)).toEqual([row]);
  expect(parseHistory(text('1,8', 'a,b,c,d,e,f'))).toEqual([]);
  const broken = whole.replace('18.524', 'x');
  expect(parseHistory(text(broken))).toEqual([{ ...row, quality: null }]);
  expect(parseHistory('')).toEqual([]);
});
