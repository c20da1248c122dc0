/** What the studio tells of itself; the code is one that passes its check. */
export const studioFacts = {
  legalName: '景德镇蓝窑陶瓷有限公司', streetLines: ['陶溪川 1 号'], postalCode: '333000', city: '景德镇市', region: '江西省', country: 'CN', registrationNumber: '91000000DEM0000019', taxId: '91000000DEM0000019',
  accountsEmail: 'accounts@studio.example',
};
