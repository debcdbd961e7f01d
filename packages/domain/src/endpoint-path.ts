// Owns the URL path of an MCP endpoint.
import * as z from 'zod';

/** The URL path of the MCP endpoint, such as `/mcp`. */
export const EndpointPath = z
  .string()
  .regex(/^\/[A-Za-z0-9._~/-]{0,127}$/, 'start with "/" and use letters, digits and . _ ~ - / only');
