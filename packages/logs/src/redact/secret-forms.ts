// Owns the shapes one secret may take in a line: plain, JSON, percent-encoded, base64 at any place of a longer text.

/** Values shorter than this are words, not secrets; hiding them would hide the log. */
const SHORTEST_SECRET = 6;

/** Every text that gives the secret away, without repetition. A value of several lines is several secrets, as each line is written alone. */
export function secretForms(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const secrets = [value, ...lines].filter((secret) => secret.length >= SHORTEST_SECRET);
  return [...new Set(secrets.flatMap(formsOfLine))];
}

function formsOfLine(secret: string): string[] {
  // A lone surrogate cannot be percent-encoded; it cannot be told apart on a wire either.
  const whole = secret.toWellFormed();
  const percent = encodeURIComponent(whole);
  const form = new URLSearchParams([['', whole]]).toString().slice(1);
  const lower = (text: string) => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    percent,
    lower(percent),
    form,
    lower(form),
    encodeURI(whole),
    ...base64Cores(Buffer.from(whole)),
  ];
}

/**
 * The base64 characters that depend on the secret alone, for each of the three places it can have in a group of three bytes
 * (RFC 4648 section 4), in both alphabets (section 5). `Basic` credentials are found by them whatever the user name is.
 */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64url');
    const core = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [core, core.replaceAll('-', '+').replaceAll('_', '/')];
  });
}
