// The one door to the API's contract and the nouns: it sets zod's switch first, so everything of ours imports them from here.
import './jitless.ts';

export {
  ApiProblem,
  createApiClient,
  routeUrl,
  routes,
  ServerFrame,
  STREAM_PATH,
  topicItems,
  type ApiClient,
  type ClientFrame,
  type DocumentPreview,
  type ServerItem,
  type StreamFilter,
  type Topic,
} from '@mcpm/api/contract';
export {
  CreateServer,
  errorRegistry,
  pointerOf,
  type CreateServerInput,
  type ErrorCode,
  type LogLevel,
  type LogLine,
  type Principal,
  type Problem,
  type Server,
  type ServerStatus,
  type Transport,
} from '@mcpm/domain';
