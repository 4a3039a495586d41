import { Environment } from '../environment.ts';

export const config = Environment.pick({
  REGISTRY_TABLE: true,
  OUTBOX_TABLE: true,
  UNBLOCK_PROJECT_ARN: true,
  REALLOCATE_CAPITAL_ARN: true,
  SWEEP_PORTFOLIO_ARN: true,
  OUTBOX_FAILED_URL: true,
  MAIL_EVENTS_FAILED_URL: true,
  SWEEP_FAILED_URL: true,
});
