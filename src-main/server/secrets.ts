import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes in letters that a URL and a cookie take as they are. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Whether a text is one that `newSecret` could have made. */
export const isSecret = (text: string): boolean => /^[\w-]{43}$/.test(text);

/** A secret of its own for a purpose, from which the one it is derived from can't be told. */
export const derivedSecret = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('base64url');

/** Compares in constant time whatever the lengths: hashes of equal length are compared. */
export function sameSecret(given: string | undefined, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given ?? ''), hash(expected));
}
