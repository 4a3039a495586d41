import { Environment } from '../environment.ts';

export const config = Environment;
