// Owns how a listening socket is handed down.

/** The variable that names the inherited listening descriptor. */
export const LISTEN_FD_VARIABLE = 'MCPM_LISTEN_FD';
