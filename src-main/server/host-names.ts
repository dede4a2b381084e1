import { AppError } from '../../src-shared/contract/errors.js';

/** Where a server listens, and the further names it is to answer to. */
export interface ServedHosts {
  /** The address listened on. */
  readonly host: string;
  readonly port: number;
  readonly allowHosts: readonly AllowedHost[];
}

/** A further name, `digits.example.org` or `192.168.1.5:8443`, as a browser writes it. */
export interface AllowedHost {
  readonly name: string;
  /** Null for the server's own port and the usual ones of a proxy. */
  readonly port: number | null;
}

/**
 * Which Host and Origin headers are this server's own. A page of another name that its owner has
 * pointed at this machine (DNS rebinding) comes with that name in Host.
 */
export interface HostNames {
  isKnown(host: string | undefined): boolean;
  /**
   * Whether an Origin is the page of this very Host, or one of an allowed name: forwarders put another
   * name into Host, and leave Origin, which the browser wrote, alone.
   */
  isOwnOrigin(origin: string, host: string | undefined): boolean;
  /** What `--allow-host` has to be given for the pages of an Origin to be let in; null for no page. */
  nameToAllow(origin: string, host: string | undefined): string | null;
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];
const wildcards = ['0.0.0.0', '[::]'];
const plainHost = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)$/;

export function hostNames({ host, port, allowHosts }: ServedHosts): HostNames {
  const own = new Set<string>();
  const allowed = new Set<string>();
  const listened = hostInUrl(host);
  for (const name of [...loopback, ...(isEveryAddress(host) ? [] : [listened])]) {
    for (const written of withPort(name, port)) own.add(written);
  }
  for (const { name, port: given } of allowHosts) {
    const ports = given === null ? [port, 80, 443] : [given];
    for (const each of ports) for (const written of withPort(name, each)) allowed.add(written);
  }
  const isKnown = (host: string | undefined) => {
    const written = host?.toLowerCase() ?? '';
    return own.has(written) || allowed.has(written);
  };
  // A name without a port speaks for its usual ports where a forwarder has put one of this machine's
  // own into its place: on the same name, another program may answer at those.
  const speaksForUsualPorts = (name: string, server: string) =>
    own.has(server) && server.replace(/:\d+$/, '') !== name;
  return {
    isKnown,
    isOwnOrigin(origin, host) {
      if (host === undefined || !isKnown(host)) return false;
      const [page, server] = [origin.toLowerCase(), host.toLowerCase()];
      // Encryption is a proxy's work, which is known by an allowed name.
      if (page === `http://${server}`) return true;
      if (page === `https://${server}` && allowed.has(server)) return true;
      return allowHosts.some(
        ({ name, port: given }) =>
          originsOf(name, given).includes(page) &&
          (given !== null || speaksForUsualPorts(name, server)),
      );
    },
    nameToAllow(origin, host) {
      const url = URL.canParse(origin) ? new URL(origin) : null;
      if (url === null || !/^https?:$/.test(url.protocol)) return null;
      if (url.port !== '' || speaksForUsualPorts(url.hostname, host?.toLowerCase() ?? '')) {
        return url.host;
      }
      return `${url.hostname}:${url.protocol === 'https:' ? 443 : 80}`;
    },
  };
}

/** How browsers write a host: the usual ports, of http and https, may be left out. */
const withPort = (name: string, port: number): string[] =>
  port === 80 || port === 443 ? [name, `${name}:${port}`] : [`${name}:${port}`];

/** The Origins of pages that are opened by a name, where the usual ports are left out. */
function originsOf(name: string, port: number | null): string[] {
  const usual = [`http://${name}`, `https://${name}`];
  switch (port) {
    case null:
      return usual;
    case 80:
      return usual.slice(0, 1);
    case 443:
      return usual.slice(1);
    default:
      return usual.map((origin) => `${origin}:${port}`);
  }
}

/**
 * What `--allow-host` was given.
 *
 * @throws AppError BAD_INPUT when it is no name of a host
 */
export function parseAllowedHost(text: string): AllowedHost {
  const isBareIpv6 = !text.includes('[') && text.split(':').length > 2;
  const written = isBareIpv6 ? `[${text}]` : text;
  // As a browser writes it into Host: small letters, punycode, IPv6 shortened.
  const url = URL.canParse(`http://${written}`) ? new URL(`http://${written}`) : null;
  if (url !== null && url.href === `http://${url.host}/` && plainHost.test(url.hostname)) {
    const port = /:(\d+)$/.exec(written)?.[1];
    return { name: url.hostname, port: port === undefined ? null : Number(port) };
  }
  throw new AppError(
    'BAD_INPUT',
    `--allow-host must be the name or address that people open, with or without a port, such as digits.example.org or 192.168.1.5:8080, not ${JSON.stringify(text)}.`,
    { details: { option: '--allow-host', value: text } },
  );
}

/** An IPv6 address stands in brackets in a URL. */
export const hostInUrl = (host: string): string =>
  (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host).toLowerCase();

/** Whether an address to listen on means every address of the machine. */
export const isEveryAddress = (host: string): boolean => wildcards.includes(hostInUrl(host));

export const isLoopback = (host: string): boolean =>
  loopback.includes(hostInUrl(host)) || /^127\.\d+\.\d+\.\d+$/.test(host);
