// Names the keys under which answers stand that are no objects; schema and structured content agree on them.

/** The key of a list. */
export const LIST_KEY = 'items';

/** The key of a text, a number, a boolean or null. */
export const VALUE_KEY = 'value';
