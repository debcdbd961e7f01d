// Owns every named failure of mcpm: code, HTTP status, title, and the sentence a person acts on. Codes are never renamed or reused.

/** One entry: `status` is the HTTP status the failure has at the API, `next` the next step in words. */
export interface ErrorEntry {
  readonly status: number;
  readonly title: string;
  readonly next: string;
}

const entry = (status: number, title: string, next: string): ErrorEntry => ({
  status,
  title,
  next,
});

/** The registry; `docs/errors.md` says the same and a test holds both together. */
export const errorRegistry = {
  validation_failed: entry(400, 'The request is not valid', 'Correct the fields listed in "errors" and send it again.'),
  malformed_request: entry(
    400,
    'The request cannot be read',
    'Send well-formed JSON with the content type application/json.',
  ),
  unauthorized: entry(
    401,
    'Who you are is not known',
    'Log in, or send a token in the Authorization header as "Bearer <token>".',
  ),
  login_code_invalid: entry(
    401,
    'The login link is used up or too old',
    'Restart mcpm to get a new link, or log in with a token.',
  ),
  forbidden: entry(403, 'Your role does not allow this', 'Ask an admin to do it or to give your token another role.'),
  origin_refused: entry(
    403,
    'The request comes from a foreign place',
    'Open mcpm under a name listed in MCPM_ALLOWED_HOSTS, and from an origin listed in MCPM_ALLOWED_ORIGINS.',
  ),
  route_not_found: entry(404, 'There is nothing at this path', 'See /openapi.json for all routes.'),
  server_not_found: entry(
    404,
    'There is no such server',
    'List the servers with GET /api/servers; use an id or a name from there.',
  ),
  process_not_found: entry(
    404,
    'There is no process with this id',
    'Start the server first; its process has the id of the server.',
  ),
  token_not_found: entry(404, 'There is no such token', 'List the tokens with GET /api/tokens.'),
  name_taken: entry(409, 'The name is taken', 'Choose another name, or delete the server that has it.'),
  port_taken: entry(
    409,
    'The port belongs to another server',
    'Choose another port, or leave it out and get a free one.',
  ),
  port_in_use: entry(
    409,
    'The port is in use by another program',
    'End the program that listens there, or choose another port.',
  ),
  transport_mismatch: entry(
    409,
    'The server has another transport',
    'Start it with POST /api/servers/{id}/start, or change its transport first.',
  ),
  last_admin: entry(409, 'This is the last admin token', 'Create another admin token first.'),
  body_too_large: entry(
    413,
    'The request body is too large',
    'Give the document as a URL or a file path instead of inline.',
  ),
  unsupported_media_type: entry(415, 'The content type is not supported', 'Send application/json.'),
  document_unusable: entry(
    422,
    'The OpenAPI document cannot be used',
    'Correct the document at the place named and try again.',
  ),
  document_unreachable: entry(
    422,
    'The OpenAPI document cannot be reached',
    'Check the URL or path, the network and the credentials for the document.',
  ),
  rate_limited: entry(429, 'Too many requests', 'Wait for the time in Retry-After and try again.'),
  internal_error: entry(500, 'mcpm has a bug here', 'Look for the requestId in the system log and report it.'),
  process_limit_reached: entry(
    503,
    'No more processes may run',
    'Stop a process, or raise the limit (of mcpm itself: MCPM_MAX_PROCESSES).',
  ),
  process_spawn_failed: entry(
    503,
    'The process could not be started',
    'Check that the command exists and may be executed, and that the working directory exists.',
  ),
  process_start_timeout: entry(
    503,
    'The process did not become ready in time',
    'Read its log; raise PROCESS_TIMEOUT if it only needs longer.',
  ),
  process_exited: entry(
    503,
    'The process ended by itself',
    'Read the last lines of its log; it is started again if its restart policy says so.',
  ),
  process_unhealthy: entry(503, 'The process stopped answering', 'Read its log; it is restarted by itself.'),
  process_crash_loop: entry(
    503,
    'The process crashed too often',
    'Read the last lines of its log, correct the cause, then start it again.',
  ),
  process_stuck: entry(
    503,
    'The process cannot be killed',
    'Look at it on the host (it may hang in the kernel); no second copy is started.',
  ),
  process_over_limit: entry(
    503,
    'The process used more than it may',
    'Look at its figures; raise the limit, or mend what makes it grow. It is restarted by itself.',
  ),
  containment_unavailable: entry(
    503,
    'The process cannot be contained as asked',
    'Ask for best-effort, or give mcpm what the level needs (see the containment section of the operations guide).',
  ),
  supervisor_unsuitable: entry(
    503,
    'Processes cannot be supervised here',
    'Create the supervisor on the main thread, and give every supervisor a run directory of its own that it may write to.',
  ),
  server_unavailable: entry(
    503,
    'The server cannot take calls now',
    'Look at its status for the reason; start it if it is stopped.',
  ),
  shutting_down: entry(503, 'mcpm is shutting down', 'Wait until it is back and try again.'),
  upstream_unreachable: entry(
    502,
    'The server behind the gateway did not answer',
    'Look at the status and the log of the server.',
  ),
  usage_invalid: entry(400, 'The command line is wrong', 'Run it with --help to see every option.'),
  configuration_invalid: entry(400, 'The configuration is wrong', 'Correct the variables named and start again.'),
  home_unwritable: entry(
    500,
    'The home directory cannot be written',
    'Set MCPM_HOME to a directory this user may write.',
  ),
  address_in_use: entry(
    409,
    'The address mcpm wants is in use',
    'End the program that listens there, or set MCPM_PORT to another port.',
  ),
  secret_unreadable: entry(
    500,
    'A sealed secret cannot be opened',
    'Restore the key it was sealed with (MCPM_SECRET_KEY or config/secret.key), or enter the secret again.',
  ),
  store_unusable: entry(
    500,
    'The database cannot be used',
    'Check the file named; restore it from a backup if it is damaged.',
  ),
} as const satisfies Record<string, ErrorEntry>;

/** A code of the registry. */
export type ErrorCode = keyof typeof errorRegistry;
