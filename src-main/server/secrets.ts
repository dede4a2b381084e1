import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes in letters that a URL and a cookie take as they are. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Compares in constant time whatever the lengths: hashes of equal length are compared. */
export function sameSecret(given: string | undefined, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given ?? ''), hash(expected));
}
