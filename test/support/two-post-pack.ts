/**
 * A corridor small enough to compute by hand, as CSV texts: origin -road 300 km 60 km/h-> POST_A (10, 20, 40 h, 360 USD
 * a truck) -road 120 km 40 km/h-> POST_B (1, 2, 8 h) -road 90 km 45 km/h-> destination; and a way around both posts by
 * AROUND. 18 t through POST_A would need a Chinese-Kyrgyz post; here all trucks load 20 t.
 */
import { readPack } from '../../shared/dataset/read-pack.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { MarketQuestion } from '../../shared/engine/types.ts';

const PARAMETERS: Readonly<Record<string, readonly [number, number, number]>> = {
  truck_duty_h_per_day: [10, 12, 16],
  truck_load_h: [2, 3, 6],
  truck_handling_usd_t: [2, 3, 5],
  rail_origin_h: [12, 24, 48],
  rail_dest_h: [6, 12, 36],
  rail_terminal_usd_t: [5, 8, 12],
  payload_limit_cn_kg_t: [16, 18, 20],
  payload_road_t: [16, 20, 25],
  payload_feu_t: [18, 20, 26],
  road_rate_multiplier: [0.8, 1, 1.25],
  reliability_ratio: [0.4, 0.8, 1.2],
  vot_general_usd_t_day: [6, 24, 48],
  ef_truck_gco2e_tkm: [62, 95, 115],
  ef_truck_mountain_uplift: [1.05, 1.15, 1.35],
  ef_rail_diesel_gco2e_tkm: [24, 30, 38],
  ef_rail_electric_gco2e_tkm: [6, 14, 22],
  ef_roro_gco2e_tkm: [52, 80, 377],
};

export interface TwoPostOptions {
  /** Every low and high equal to the middle. */
  readonly withoutRanges?: boolean;
  /** Only these keep their ranges: "POST_A", or the name of a parameter. */
  readonly onlyRangesOf?: readonly string[];
}

export function twoPostDataset({ withoutRanges = false, onlyRangesOf }: TwoPostOptions = {}): Dataset {
  const range = (name: string, [low, mid, high]: readonly [number, number, number]): string =>
    withoutRanges || (onlyRangesOf && !onlyRangesOf.includes(name)) ? `${mid},${mid},${mid}` : `${low},${mid},${high}`;
  const table = (header: string, rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;
  const link = (id: string, from: string, to: string, km: number, speed: number, rate: number): string =>
    `${id},${from},${to},road,,bi,${km},${speed},0,${rate},0,,existing,`;
  const { dataset, issues } = readPack(
    {
      'nodes.csv': table('id,name_en,country,kind,lat,lon,notes', [
        'ORIGIN,Origin,KZ,city,0,0,',
        'POST_A,Post A,KZ-UZ,border,0,0,',
        'POST_B,Post B,UZ-TM,border,0,0,',
        'AROUND,Around,KZ-TM,border,0,0,',
        'DESTINATION,Destination,TM,city,0,0,',
      ]),
      'links.csv': table(
        'id,from,to,mode,gauge_mm,direction,km,speed_kmh,cost_usd_per_tkm,cost_usd_per_vkm,fixed_usd_per_t,traction,status,measure_id',
        [
          link('L1', 'ORIGIN', 'POST_A', 300, 60, 1),
          link('L2', 'POST_A', 'POST_B', 120, 40, 0.5),
          link('L3', 'POST_B', 'DESTINATION', 90, 45, 2),
          link('L4', 'ORIGIN', 'AROUND', 600, 50, 1),
          link('L5', 'AROUND', 'DESTINATION', 400, 50, 1),
        ],
      ),
      'borders.csv': table(
        'node_id,name,countries,mode,dwell_p10_h,dwell_p50_h,dwell_p90_h,fee_usd_per_unit,fee_unit',
        [
          `POST_A,Post A,KZ-UZ,road,${range('POST_A', [10, 20, 40])},360,truck`,
          `POST_B,Post B,UZ-TM,road,${range('POST_B', [1, 2, 8])},0,truck`,
          `AROUND,Around,KZ-TM,road,${range('AROUND', [3, 6, 12])},100,truck`,
        ],
      ),
      'terminals.csv': table(
        'id,node_id,name,from_mode,to_mode,dwell_p10_h,dwell_p50_h,dwell_p90_h,cost_usd_per_t,status,measure_id,own_line_link_ids',
        [],
      ),
      'parameters.csv': table(
        'id,group,name,unit,low,mid,high',
        Object.entries(PARAMETERS).map(([id, values]) => `${id},any,${id},-,${range(id, values)}`),
      ),
      'measures.csv': table('id,kind,name', [
        'M_CLOSE_AROUND,measure,A dear way around',
        'M_FAST_A,measure,Fast post A',
      ]),
      'measure_effects.csv': table(
        'measure_id,target_type,target_id,field,op,value_low,value_mid,value_high,unit,note',
        [
          'M_FAST_A,border,POST_A|road,dwell_p10_h,mul,0.5,0.5,0.6,-,',
          'M_FAST_A,border,POST_A|road,dwell_p50_h,mul,0.5,0.5,0.6,-,',
          'M_FAST_A,border,POST_A|road,dwell_p90_h,mul,0.5,0.5,0.6,-,',
          'M_CLOSE_AROUND,border,AROUND|road,fee_usd_per_unit,add,1000,1000,1000,USD,',
        ],
      ),
    },
    'two-posts',
  );
  if (!dataset) throw new Error(`The two-post pack does not read: ${JSON.stringify(issues)}`);
  return dataset;
}

export const TWO_POST_QUESTION: MarketQuestion = {
  id: 'ORIGIN>DESTINATION',
  from: 'ORIGIN',
  to: 'DESTINATION',
  valueOfTimeClass: 'general',
  startMeans: ['road'],
  endMeans: ['road'],
  volumeKtPerYear: 100,
};
