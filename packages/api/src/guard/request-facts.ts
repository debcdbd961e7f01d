// Owns the names of what hooks learn of a request and later hooks read.

/** Decorator: the `Principal` who asks, if known. */
export const PRINCIPAL = 'mcpmPrincipal';

/** Decorator: what a changing request was done to, if the handler said so. */
export const TARGET = 'mcpmTarget';

/** Decorator: true when the answer is one that was given before. */
export const REPLAYED = 'mcpmReplayed';
