// Owns the names of the promises that tests of this package show, so that titles cite them in one spelling.

/** Metrics for whoever scrapes them. */
export const M37 = 'M37 shows servers, restarts, calls, errors and response times, each with its server';

/** Metrics of single tools. */
export const R47 = 'R47 (in part) each call is in figures for Prometheus';
