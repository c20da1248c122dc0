export { demoClusters, type DemoCluster, type DemoMerchant, type DemoProduct } from './demo-content.js';
export { demoFiles } from './demo-files.js';
export { demoAdminEmail, demoBuyerEmail, demoOwnerEmail, demoPassword } from './demo-people.js';
export { DemoModule } from './demo.module.js';
export { newProductOf, placedProducts, type PlacedProduct } from './placed-products.js';
export { SeedDemo } from './seed-demo.js';
