/**
 * Where Bot Framework's own channels are answered: Direct Line and the other channels of Azure Bot Service, and
 * Teams. A name with a leading dot stands for everything below it. (Microsoft Learn, Azure Bot Service, "Configure
 * network isolation"; Teams platform, "Bot service URL".)
 */
export const SERVICE_HOSTS: readonly string[] = ['.botframework.com', 'smba.trafficmanager.net']

/** Whether an answer may be posted there. Anything else could make us post to a host of somebody else's choosing. */
export function mayPostTo(serviceUrl: string, hosts: readonly string[], isDevelopment: boolean): boolean {
  const url = URL.parse(serviceUrl)
  if (!url || url.username !== '' || url.password !== '') return false
  if (isDevelopment && url.protocol === 'http:' && LOOPBACK.includes(url.hostname)) return true
  if (url.protocol !== 'https:' || url.port !== '') return false
  return hosts.some((host) => (host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host))
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
