// Owns the nouns that stand by name in the OpenAPI document.
import {
  CreateServer,
  ExitReport,
  HealthCheck,
  LogLine,
  MetricPoint,
  Operation,
  Principal,
  Problem,
  ProcessInfo,
  ProcessMetrics,
  Reason,
  Server,
  ServerDefinition,
  ServerEvent,
  ServerStatus,
  Token,
  UpdateServer,
} from '@mcpm/domain';
import * as z from 'zod';
import { DocumentPreview } from '../contract/document-routes.ts';
import { ClientConfig, RunnerCommand, UpdateResult } from '../contract/server-routes.ts';
import { SystemInfo } from '../contract/system-routes.ts';

const answers = {
  ClientConfig,
  DocumentPreview,
  ExitReport,
  HealthCheck,
  LogLine,
  MetricPoint,
  Operation,
  Principal,
  Problem,
  ProcessInfo,
  ProcessMetrics,
  Reason,
  RunnerCommand,
  Server,
  ServerDefinition,
  ServerEvent,
  ServerStatus,
  SystemInfo,
  Token,
  UpdateResult,
};

const bodies = { CreateServer, UpdateServer };

/** A registry in which every noun has its name. */
export function createSchemaRegistry(): z.core.$ZodRegistry<{ id: string }> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({ ...answers, ...bodies })) registry.add(schema, { id });
  return registry;
}
