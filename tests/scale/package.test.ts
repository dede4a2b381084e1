import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import { enginesPython, scaleFolder } from './engines-python.js';
import { succeeds } from './planned-set.js';

const tests = fileURLToPath(new URL('../../scale/tests', import.meta.url));

it("the Python package's own tests succeed", async () => {
  const env = { ...process.env, PYTHONPATH: scaleFolder, PYTHONDONTWRITEBYTECODE: '1' };
  await succeeds([await enginesPython()], ['-m', 'unittest', 'discover', '-s', tests], env);
});
