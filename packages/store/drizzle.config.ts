// Owns how `pnpm --filter @mcpm/store migration --name <what-changes>` writes the next migration.
import { defineConfig } from 'drizzle-kit';

// oxlint-disable-next-line import/no-default-export -- drizzle-kit reads the default export
export default defineConfig({ dialect: 'sqlite', schema: './src/database/schema.ts', out: './migrations' });
