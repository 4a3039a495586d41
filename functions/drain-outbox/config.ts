import { Environment } from '../environment.ts';

export const config = Environment.pick({
  REGISTRY_TABLE: true,
  OUTBOX_TABLE: true,
  UNBLOCK_PROJECT_ARN: true,
  REALLOCATE_CAPITAL_ARN: true,
  PUBLIC_BASE_URL: true,
  MAIL_FROM: true,
  MAIL_CONFIGURATION_SET: true,
});
