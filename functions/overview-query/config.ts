import { ReadEnvironment } from '../environment.ts';

export const config = ReadEnvironment;
