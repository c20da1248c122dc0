// Builds what has changed and runs the marketplace in this very process, so that Ctrl-C reaches it.
import module from 'node:module';

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error('Start Silkport with: npm start. It brings the Node that it runs on.');
  process.exit(1);
}
// Compiled code is kept from one start to the next.
module.enableCompileCache('node_modules/.cache/compiled');
await import('./build.js');
await import('../dist/apps/silkport/src/main.js');
