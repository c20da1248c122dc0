import { abacus } from './motifs/abacus.js';
import { arcade } from './motifs/arcade.js';
import { bag } from './motifs/bag.js';
import { ball } from './motifs/ball.js';
import { bamboo } from './motifs/bamboo.js';
import { bauhaus } from './motifs/bauhaus.js';
import { bear } from './motifs/bear.js';
import { bicycle } from './motifs/bicycle.js';
import { bookStack } from './motifs/book-stack.js';
import { bottles } from './motifs/bottles.js';
import { bricks } from './motifs/bricks.js';
import { brushLines } from './motifs/brush-lines.js';
import { candle } from './motifs/candle.js';
import { chair } from './motifs/chair.js';
import { circles } from './motifs/circles.js';
import { cloudBands } from './motifs/cloud-bands.js';
import { coins } from './motifs/coins.js';
import { comicPanels } from './motifs/comic-panels.js';
import { containers } from './motifs/containers.js';
import { contours } from './motifs/contours.js';
import { dial } from './motifs/dial.js';
import { dialogue } from './motifs/dialogue.js';
import { dotField } from './motifs/dot-field.js';
import { drafting } from './motifs/drafting.js';
import { drape } from './motifs/drape.js';
import { drone } from './motifs/drone.js';
import { frames } from './motifs/frames.js';
import { gadget } from './motifs/gadget.js';
import { garment } from './motifs/garment.js';
import { gear } from './motifs/gear.js';
import { glassware } from './motifs/glassware.js';
import { glaze } from './motifs/glaze.js';
import { headphones } from './motifs/headphones.js';
import { kettle } from './motifs/kettle.js';
import { knit } from './motifs/knit.js';
import { knot } from './motifs/knot.js';
import { lamps } from './motifs/lamps.js';
import { lashes } from './motifs/lashes.js';
import { layers } from './motifs/layers.js';
import { lens } from './motifs/lens.js';
import { links } from './motifs/links.js';
import { lute } from './motifs/lute.js';
import { mesh } from './motifs/mesh.js';
import { moonGate } from './motifs/moon-gate.js';
import { neurons } from './motifs/neurons.js';
import { onionSkin } from './motifs/onion-skin.js';
import { openBook } from './motifs/open-book.js';
import { orbits } from './motifs/orbits.js';
import { pearls } from './motifs/pearls.js';
import { pencils } from './motifs/pencils.js';
import { plate } from './motifs/plate.js';
import { pulse } from './motifs/pulse.js';
import { ranges } from './motifs/ranges.js';
import { record } from './motifs/record.js';
import { reportSheet } from './motifs/report-sheet.js';
import { ripples } from './motifs/ripples.js';
import { robe } from './motifs/robe.js';
import { rosette } from './motifs/rosette.js';
import { rotor } from './motifs/rotor.js';
import { scallops } from './motifs/scallops.js';
import { seal } from './motifs/seal.js';
import { shoe } from './motifs/shoe.js';
import { socks } from './motifs/socks.js';
import { solid } from './motifs/solid.js';
import { soundWave } from './motifs/sound-wave.js';
import { sprig } from './motifs/sprig.js';
import { stall } from './motifs/stall.js';
import { strands } from './motifs/strands.js';
import { teaHills } from './motifs/tea-hills.js';
import { tiles } from './motifs/tiles.js';
import { toyCar } from './motifs/toy-car.js';
import { traces } from './motifs/traces.js';
import { trinkets } from './motifs/trinkets.js';
import { umbrella } from './motifs/umbrella.js';
import { weave } from './motifs/weave.js';
import type { Motif } from './sheet.js';

/** Taxonomy branch or leaf to motif; the longest prefix wins. A new branch falls back to circles until it is drawn. */
export const MOTIF_BY_PREFIX: Readonly<Record<string, Motif>> = {
  'dp.film': frames, 'dp.film.documentary': ranges, 'dp.film.licence': seal, 'dp.animation': onionSkin,
  'dp.animation.ip-licence': bear, 'dp.games': tiles, 'dp.games.source': bricks, 'dp.lit': brushLines,
  'dp.lit.webcomic': comicPanels, 'dp.lit.audiobook': headphones, 'dp.music': soundWave, 'dp.music.track': record,
  'dp.pub': openBook, 'dp.pub.courseware': abacus, 'dp.visual': bauhaus, 'dp.visual.3d': solid,
  'dp.visual.photo': ranges, 'dp.visual.pattern': scallops, 'dp.immersive': moonGate,
  'ds.finance': coins, 'ds.finance.risk': rotor, 'ds.education': abacus, 'ds.education.language': dialogue,
  'ds.education.steam': bricks, 'ds.health': pulse, 'ds.health.tcm': sprig, 'ds.professional': circles,
  'ds.professional.legal': seal, 'ds.professional.ip': seal, 'ds.professional.accounting': abacus,
  'ds.professional.engineering': drafting, 'ds.professional.architecture': arcade,
  'ds.professional.testing': drafting, 'ds.professional.translation': dialogue, 'ds.creative': circles,
  'ds.creative.vfx': frames, 'ds.creative.animation': onionSkin, 'ds.creative.game-art': tiles,
  'ds.creative.localisation': dialogue, 'ds.creative.industrial-design': solid,
  'ds.creative.fashion-design': scallops, 'ds.marketing': ripples, 'ds.marketing.research': reportSheet,
  'ds.platform': stall, 'ds.platform.commission': circles, 'ds.outsourcing': circles,
  'ds.outsourcing.support': dialogue, 'ds.outsourcing.ito': traces, 'ds.trade': containers, 'ds.trade.customs': seal,
  'ds.trade.certificate': seal,
  'dt.comms': mesh, 'dt.comms.cpaas': dialogue, 'dt.iot': mesh, 'dt.iot.twin': solid, 'dt.cloud': cloudBands,
  'dt.ai': neurons, 'dt.ai.speech': soundWave, 'dt.ai.translation': dialogue, 'dt.ai.vision': lens,
  'dt.blockchain': links, 'dt.blockchain.evidence': seal, 'dt.satnav': orbits, 'dt.satnav.imagery': contours,
  'dt.software': traces, 'dt.software.cad': drafting, 'dt.software.ecommerce': stall, 'dt.software.app': bauhaus,
  'dt.software.mes': gear, 'dt.security': rotor, 'dt.licence': seal,
  da: dotField, 'da.dataset': dotField, 'da.dataset.geo': contours, 'da.api': dotField,
  'da.api.logistics': containers, 'da.api.weather': contours, 'da.api.price': coins, 'da.service': dotField,
  'da.report': reportSheet,
  'g.small': trinkets, 'g.small.stationery': pencils, 'g.small.festive': knot, 'g.small.hair': strands,
  'g.small.bag': bag, 'g.small.umbrella': umbrella, 'g.textile': weave, 'g.textile.silk': drape,
  'g.textile.knit': knit, 'g.textile.lace': rosette, 'g.textile.curtain': drape, 'g.apparel': garment,
  'g.apparel.knit': knit, 'g.apparel.hanfu': robe, 'g.apparel.stage': robe, 'g.apparel.socks': socks,
  'g.ceramics': glaze, 'g.ceramics.tableware': plate, 'g.toys': toyCar, 'g.toys.building': bricks,
  'g.toys.plush': bear, 'g.toys.education': abacus, 'g.electronics': gadget, 'g.electronics.audio': headphones,
  'g.electronics.smart-home': mesh, 'g.electronics.camera': lens, 'g.electronics.drone': drone,
  'g.electronics.printer3d': layers, 'g.electronics.component': traces, 'g.lighting': lamps, 'g.furniture': chair,
  'g.hardware': gear, 'g.hardware.lock': rotor, 'g.appliance': dial, 'g.appliance.kitchen': kettle,
  'g.footwear': shoe, 'g.footwear.leather': bag, 'g.beauty': bottles, 'g.beauty.wig': strands,
  'g.beauty.lash': lashes, 'g.jewellery': pearls, 'g.home': glassware, 'g.home.bamboo': bamboo,
  'g.home.fragrance': candle, 'g.food': teaHills, 'g.sports': ball, 'g.sports.wear': garment, 'g.mobility': bicycle,
  'g.mobility.part': gear, 'g.culture': bookStack, 'g.culture.craft': brushLines, 'g.culture.instrument': lute,
};

/** The longest listed prefix of a leaf id, by whole segments; undefined for a branch that nobody has drawn. */
export function motifPrefix(taxonomyLeafId: string): string | undefined {
  const segments = taxonomyLeafId.split('.');
  for (let length = segments.length; length > 0; length -= 1) {
    const prefix = segments.slice(0, length).join('.');
    if (Object.hasOwn(MOTIF_BY_PREFIX, prefix)) return prefix;
  }
  return undefined;
}

/** The motif of a taxonomy leaf such as `g.textile.silk`. */
export function motifFor(taxonomyLeafId: string): Motif {
  return MOTIF_BY_PREFIX[motifPrefix(taxonomyLeafId) ?? ''] ?? circles;
}
