import type { Rgb } from '../accent-colours.js';
import { filledBox, strokedPath, textAt } from './draw.js';
import { latinWidth } from './latin-text.js';
import type { PdfBlock } from './pdf-block.js';

export type ChartBlock = Extract<PdfBlock, { kind: 'chart' }>;

export const CHART_HEIGHT = 190;

const GREY: Rgb = [120, 124, 130];
const GRID: Rgb = [222, 224, 228];

interface Plot {
  left: number;
  bottom: number;
  width: number;
  height: number;
  top: number;
}

/** A round upper end of the axis: 1, 2, 2.5, 5 or 10 times a power of ten. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return ([1, 2, 2.5, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function axes(block: ChartBlock, plot: Plot): string {
  let out = '';
  for (let tick = 0; tick <= 4; tick += 1) {
    const y = plot.bottom + (plot.height * tick) / 4;
    const label = String(Math.round((plot.top * tick * 250) / 1000 * 100) / 100);
    out += strokedPath([[plot.left, y], [plot.left + plot.width, y]], 0.5, GRID);
    out += textAt(label, plot.left - 5 - latinWidth(label, 7.5), y - 2.5, 7.5, 'F1', GREY);
  }
  const every = Math.ceil(block.labels.length / 9);
  for (const [index, label] of block.labels.entries()) {
    if (index % every !== 0) continue;
    const centre = plot.left + (plot.width * (index + 0.5)) / block.labels.length;
    out += textAt(label, centre - latinWidth(label, 7.5) / 2, plot.bottom - 12, 7.5, 'F1', GREY);
  }
  return out;
}

function marks(block: ChartBlock, plot: Plot, colours: readonly Rgb[]): string {
  const slot = plot.width / block.labels.length;
  return block.series.map((series, order) => {
    const rgb = colours[order % colours.length] as Rgb;
    if (block.style === 'lines') {
      return strokedPath(series.values.map((value, index) => [plot.left + slot * (index + 0.5), plot.bottom + (plot.height * value) / plot.top]), 1.6, rgb);
    }
    const width = (slot * 0.7) / block.series.length;
    return series.values.map((value, index) =>
      filledBox(plot.left + slot * (index + 0.15) + width * order, plot.bottom, width * 0.92, (plot.height * value) / plot.top, rgb)).join('');
  }).join('');
}

/** A bar or line chart with axis, grid, legend and caption; (x, y) is its upper left corner, values are 0 or more. */
export function drawChart(block: ChartBlock, x: number, y: number, width: number, colours: readonly Rgb[]): string {
  const top = niceCeiling(Math.max(...block.series.flatMap((series) => [...series.values])));
  const plot: Plot = { left: x + 42, bottom: y - 152, width: width - 46, height: 120, top };
  let out = textAt(block.caption, x, y - 10, 9, 'F2', [50, 54, 60]) + axes(block, plot) + marks(block, plot, colours);
  let legend = plot.left;
  for (const [order, series] of block.series.entries()) {
    out += filledBox(legend, y - 180, 8, 8, colours[order % colours.length] as Rgb) + textAt(series.name, legend + 12, y - 179, 8, 'F1', GREY);
    legend += latinWidth(series.name, 8) + 30;
  }
  return out;
}
