// A real process that takes the lock again and again and complains when it is not alone.
import fs from 'node:fs';
import { acquireLock, waitForLock } from '../../../src-main/setup/process-lock.mjs';

const [mode = '', file = '', rounds = '0'] = process.argv.slice(2);
const inside = `${file}.inside`;

if (mode === 'hold') {
  await acquireLock(file, { purpose: 'holding' });
  console.log('held');
  setInterval(() => {}, 1000);
} else if (mode === 'try') {
  try {
    await acquireLock(file, { purpose: 'trying' });
    console.log('held');
    setInterval(() => {}, 1000);
  } catch (error) {
    console.log(error instanceof Error && 'code' in error ? error.code : error);
  }
} else {
  for (let round = 0; round < Number(rounds); round += 1) {
    const lock = await waitForLock(file, { purpose: 'hammering', poll: 1 });
    // Appending the process id twice: with two inside, the lines come out interleaved.
    fs.appendFileSync(inside, `in ${process.pid}\n`);
    if (mode === 'hammer-and-die' && round === Number(rounds) - 1)
      process.kill(process.pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 1));
    fs.appendFileSync(inside, `out ${process.pid}\n`);
    await lock.release();
  }
}
