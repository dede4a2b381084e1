import { networkInterfaces } from 'node:os';
import { type AllowedHost, isEveryAddress, isLoopback } from '../../server/host-names.js';
import type { PageServer } from '../../server/page-server.js';

/** What to know about who can open the page: how other machines do, and who can read along. */
export function reachRemarks(
  { host, port, url }: Pick<PageServer, 'host' | 'port' | 'url'>,
  { allowHosts }: { allowHosts: readonly AllowedHost[] },
): string[] {
  const query = url.slice(url.indexOf('/?'));
  if (isLoopback(host)) {
    return allowHosts.map(
      ({ name }) => `As ${name}, through a proxy: add ${query} to its address.`,
    );
  }
  const named = allowHosts.map(
    ({ name, port: given }) => `As ${name}: http://${name}:${given ?? port}${query}`,
  );
  const readable =
    'The network can read along: without a proxy that adds encryption, use it where you trust everyone.';
  if (named.length > 0 || !isEveryAddress(host)) return [...named, readable];
  const example = ownAddresses()[0] ?? 'NAME';
  return [
    `Other machines can't open it yet: add --allow-host with the name or address of this machine that they use, such as --allow-host ${example}.`,
    readable,
  ];
}

/** The addresses of this machine in its networks. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
