import { AppError } from '../../../src-shared/contract/errors.js';
import type { EngineRecord } from '../../../src-shared/contract/runs.js';

/** @throws AppError ENGINE_UNAVAILABLE */
export function requireNativeEngine({ backend }: Pick<EngineRecord, 'backend'>): void {
  if (backend === 'tensorflow') return;
  throw new AppError(
    'ENGINE_UNAVAILABLE',
    "Training needs the native TensorFlow engine, which is not in place: tfjs's own JavaScript engine would take hours for what TensorFlow does in minutes. digits doctor says why it is missing and how to get it.",
  );
}
