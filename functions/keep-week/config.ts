import { StateEnvironment } from '../environment.ts';

export const config = StateEnvironment;
