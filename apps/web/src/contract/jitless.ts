// Owns one switch of zod that must be set before any schema is made: no generated code, so that a page without `unsafe-eval` stays silent.
import * as z from 'zod';

z.config({ jitless: true });
