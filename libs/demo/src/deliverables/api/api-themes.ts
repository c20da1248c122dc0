export interface ApiOperation {
  method: 'get' | 'post';
  path: string;
  id: string;
  summary: string;
  request?: Readonly<Record<string, unknown>>;
  response: Readonly<Record<string, unknown>>;
}

const call = (method: 'get' | 'post', path: string, id: string, summary: string, response: ApiOperation['response'], request?: ApiOperation['request']): ApiOperation =>
  ({ method, path, id, summary, response, ...(request ? { request } : {}) });

const MODEL_CALLS: ApiOperation[] = [
  call('post', '/completions', 'complete', 'Continues or answers a text', { id: 'c-1', text: 'The cargo left on Monday.', inputTokens: 14, outputTokens: 6 }, { prompt: 'Translate: 货物星期一已发出。', maxTokens: 64, language: 'en' }),
  call('get', '/usage', 'readUsage', 'Tokens used in the paid period', { inputTokens: 120450, outputTokens: 48120, remaining: 831430 })];

/** Operations by prefix of the leaf, the most specific first; the last row fits every platform service. */
export const API_THEMES: readonly [prefix: string, operations: readonly ApiOperation[]][] = [
  ['ds.finance.payment', [call('post', '/payouts', 'createPayout', 'Pays out to a bank account', { id: 'po-1', status: 'pending', amount: { amount: '1250.00', currency: 'EUR' }, expectedOn: '2026-01-05' }, { amount: { amount: '1250.00', currency: 'EUR' }, account: 'acc-7', reference: 'INV-2026-001' }),
    call('get', '/collections/{id}', 'readCollection', 'State of money received for an account', { id: 'co-9', status: 'received', amount: { amount: '980.50', currency: 'USD' }, payer: 'Marketplace settlement', receivedAt: '2026-01-03T08:10:00Z' })]],
  ['ds.finance.risk', [call('post', '/scores', 'scoreMerchant', 'Scores the credit risk of a merchant', { score: 712, band: 'B', reasons: ['short trading history', 'stable refund rate'], scoredAt: '2026-01-03T08:10:00Z' }, { registration: '91330000EXAMPLE01', monthlyOrders: 420, refundRate: 0.021 }),
    call('get', '/scores/{id}', 'readScore', 'A score given before, with its reasons', { id: 's-12', score: 712, band: 'B', reasons: ['short trading history'] })]],
  ['dt.comms', [call('post', '/messages', 'sendMessage', 'Sends a text message or starts a call', { id: 'm-1', status: 'queued', segments: 1 }, { to: '+10000000000', text: 'Your code is 204816', channel: 'sms' }), call('get', '/messages/{id}', 'readMessage', 'Delivery state of a message', { id: 'm-1', status: 'delivered', deliveredAt: '2026-01-03T08:10:02Z' })]],
  ['dt.iot', [call('get', '/devices/{id}', 'readDevice', 'State and last readings of a device', { id: 'd-1', online: true, firmware: '2.4.1', readings: { temperatureC: 21.4, humidityPercent: 48 }, seenAt: '2026-01-03T08:10:00Z' }), call('post', '/devices/{id}/commands', 'sendCommand', 'Queues a command for a device', { id: 'cmd-1', status: 'queued' }, { name: 'set-interval', seconds: 60 })]],
  ['dt.cloud.storage', [call('post', '/objects', 'createUpload', 'Reserves an object and returns its upload token', { key: 'a/b.bin', uploadToken: 'shown-once', expiresAt: '2026-01-03T09:10:00Z' }, { key: 'a/b.bin', sizeBytes: 1048576 }), call('get', '/usage', 'readUsage', 'Bytes stored and sent in the period', { storedBytes: 81788928, sentBytes: 9123004 })]],
  ['dt.cloud', [call('post', '/instances', 'createInstance', 'Starts an instance or database', { id: 'i-1', status: 'starting', hourlyCredits: 4 }, { plan: 'standard-4', region: 'south', image: 'linux' }), call('get', '/credits', 'readCredits', 'Hours or credits left', { remaining: 96.5, unit: 'hour' })]],
  ['dt.ai.speech', [call('post', '/speech', 'synthesise', 'Turns text into speech', { audioId: 'a-1', seconds: 2.4, format: 'wav' }, { text: '欢迎光临', voice: 'calm-1', sampleRateHz: 22050 }), call('post', '/transcripts', 'transcribe', 'Turns speech into text', { id: 't-1', segments: [{ fromSeconds: 0, toSeconds: 2.1, text: '欢迎光临', confidence: 0.97 }] }, { audioId: 'a-1', language: 'zh' })]],
  ['dt.ai.translation', [call('post', '/translations', 'translate', 'Translates texts', { translations: [{ text: 'The goods are ready.', confidence: 0.95 }], characters: 7 }, { from: 'zh', to: 'en', texts: ['货物已备好。'] }), call('get', '/languages', 'listLanguages', 'Pairs on offer', { pairs: [{ from: 'zh', to: 'en' }, { from: 'ar', to: 'zh' }] })]],
  ['dt.ai.generation', [call('post', '/images', 'createImage', 'Draws a picture from a description', { id: 'im-1', status: 'queued', credits: 1 }, { description: 'white porcelain cup on linen', width: 1024, height: 1024 }), call('get', '/credits', 'readCredits', 'Credits left', { remaining: 912 })]],
  ['dt.ai', MODEL_CALLS],
  ['dt.blockchain', [call('post', '/records', 'createRecord', 'Puts the hash of a file or event on the chain', { id: 'r-1', block: 81234, hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', recordedAt: '2026-01-03T08:10:00Z' }, { hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', label: 'batch 42' }), call('get', '/records/{id}', 'readRecord', 'A record with its proof', { id: 'r-1', block: 81234, proof: ['3a7b', '91ce'], valid: true })]],
  ['dt.satnav', [call('post', '/sessions', 'openSession', 'Opens a correction stream for a receiver', { id: 'se-1', mountPoint: 'AUTO', format: 'RTCM 3.2', expiresAt: '2026-01-04T08:10:00Z' }, { receiver: 'rover-1', latitude: 30.27, longitude: 120.15 }), call('get', '/sessions/{id}', 'readSession', 'Fix quality of the running session', { id: 'se-1', fix: 'fixed', horizontalErrorM: 0.014, satellites: 27 })]],
  ['da.api.registry', [call('get', '/companies/{id}', 'readCompany', 'One company by its number', { id: 'EX-0001', name: 'Example Lantern Works', status: 'active', registeredOn: '2014-05-12', city: 'Example City' }), call('post', '/companies/search', 'searchCompanies', 'Companies by name', { total: 2, companies: [{ id: 'EX-0001', name: 'Example Lantern Works' }, { id: 'EX-0002', name: 'Example Lantern Trade' }] }, { name: 'lantern', limit: 10 })]],
  ['da.api.logistics', [call('get', '/containers/{id}', 'readContainer', 'Last event and estimate of a container', { id: 'EXMU1234561', event: 'loaded', port: 'Xiamen', eventAt: '2026-01-03T08:10:00Z', estimatedArrivalOn: '2026-01-19' }), call('post', '/ports/search', 'searchPorts', 'Congestion of ports', { ports: [{ name: 'Xiamen', waitingVessels: 11, congestionIndex: 0.42 }] }, { names: ['Xiamen'] })]],
  ['da.api.weather', [call('get', '/points/{id}', 'readForecast', 'Forecast of a grid point', { id: 'g-1', hours: [{ at: '2026-01-03T09:00:00Z', temperatureC: 6.4, rainMm: 0.2, windMs: 2.1 }, { at: '2026-01-03T10:00:00Z', temperatureC: 7.1, rainMm: 0, windMs: 2.4 }] }), call('post', '/points/search', 'searchPoints', 'Grid points near a place', { points: [{ id: 'g-1', latitude: 26.6, longitude: 106.7, heightM: 1120 }] }, { latitude: 26.6, longitude: 106.7 })]],
  ['da.api.price', [call('get', '/indices/{id}', 'readIndex', 'Values of an index', { id: 'cotton-print', base: '2020-01 = 100', values: [{ on: '2026-01-01', value: 108.4 }, { on: '2026-01-02', value: 108.1 }] }), call('post', '/indices/search', 'searchIndices', 'Indices by word', { indices: [{ id: 'cotton-print', name: 'Printed cotton' }] }, { word: 'cotton' })]],
  ['', [call('get', '/items/{id}', 'readItem', 'One item', { id: 'it-1', status: 'ready' }), call('post', '/items', 'createItem', 'Creates an item', { id: 'it-2', status: 'new' }, { name: 'first' })]],
];
