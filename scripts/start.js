// Builds what has changed and runs the marketplace in this very process, so that Ctrl-C reaches it.
await import('./build.js');
await import('../dist/apps/silkport/src/main.js');
