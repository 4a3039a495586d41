/** Imported first by a test that reads the logs: everything is written, metrics too. */
process.env['POWERTOOLS_LOG_LEVEL'] = 'DEBUG';
process.env['POWERTOOLS_METRICS_DISABLED'] = 'false';
