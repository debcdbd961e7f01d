// Owns the variables by which whoever starts a runner tells it what is no option of its user.

/** The number of the listening descriptor that is handed down. */
export const LISTEN_FD_VARIABLE = 'MCPM_LISTEN_FD';

/** A JSON list of the hosts, addresses, networks and `all` where a document may be that a caller of the manager named; public addresses are open anyway. */
export const DOCUMENT_PLACES_VARIABLE = 'MCPM_DOCUMENT_PLACES';
