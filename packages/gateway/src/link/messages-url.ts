// Owns the check of the URL an HTTP+SSE server names for messages: never another origin than its stream's.

/** The URL of an `endpoint` event, resolved against the stream's. Throws when it leaves the server's origin. */
export function messagesUrl(data: string, streamUrl: string): URL {
  const url = new URL(data, streamUrl);
  if (url.origin !== new URL(streamUrl).origin)
    throw new Error('The server names a messages endpoint at another origin');
  return url;
}
