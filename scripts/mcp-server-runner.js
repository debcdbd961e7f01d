#!/usr/bin/env node
// The script behind MCP_SERVER_SCRIPT_PATH: runs one MCP server, with the options of `npx @mcpm/runner`.
import '../packages/runner/dist/bin.js';
