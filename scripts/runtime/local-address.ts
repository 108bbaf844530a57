import { isIP } from 'node:net';

const LOCAL_NAMES = /^(?:localhost|.*\.localhost|.*\.local|.*\.internal)$/i;

/** Claims a host that belongs to this machine or a private network; the platform refuses those (runtime.md §4.5). */
export function isLocalHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const version = isIP(bare);
  if (version === 4) return isLocalIpv4(bare);
  if (version === 6) return isLocalIpv6(bare.toLowerCase());
  return LOCAL_NAMES.test(bare);
}

function isLocalIpv4(address: string): boolean {
  const [a = 0, b = 0] = address.split('.').map(Number);
  const isPrivate = a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
  return (
    isPrivate || a === 0 || a === 127 || (a === 169 && b === 254) || (a === 100 && b >= 64 && b <= 127) || a >= 224
  );
}

function isLocalIpv6(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return isLocalIpv4(mapped);
  if (/^::ffff:/.test(address)) return true;
  return address === '::' || address === '::1' || /^f[cd]|^fe[89ab]/.test(address);
}
