// Owns where secrets may travel to.

/** Whether secrets may travel to a URL: by https, or without leaving this machine. */
export function mayCarrySecrets(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname));
}
