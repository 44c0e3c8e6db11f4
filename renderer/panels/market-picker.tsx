/**
 * Which market is compared: one of the dataset, or any origin and destination with a class of cargo.
 */
import { Button, HTMLSelect, InputGroup, Menu, MenuItem, PopoverNext } from '@blueprintjs/core';
import { CaretDown, Search, SwapHorizontal } from '@blueprintjs/icons';
import { Select } from '@blueprintjs/select';
import { useMemo, useState } from 'react';
import type { MarketChoice } from '../../shared/api/contract.ts';
import { nameOf } from '../../shared/dataset/names.ts';
import type { Dataset, Market, Node, ValueOfTimeClass } from '../../shared/dataset/schema.ts';
import type { TextLanguage, Translate } from '../../shared/text/index.ts';
import { useDocument, useServices, useTexts } from '../services.ts';
import { setMarket } from '../state/document.ts';
import { questionOf, placeName, valueOfTimeOf } from '../study/market-question.ts';

const CLASSES: readonly ValueOfTimeClass[] = ['express', 'general', 'agri'];

/** Places where loads begin or end: border posts are passed, not served. */
const servesCargo = (node: Node): boolean => node.kind !== 'border';

/** "general cargo · road only, through Khorgos": the class and the wishes about the way. */
function cargoText(dataset: Dataset, market: MarketChoice, t: Translate, language: TextLanguage): string {
  const cargo = t(`cargo.${valueOfTimeOf(dataset, market)}`);
  if (market.kind === 'market') return cargo;
  const { mode, through, avoidCountry } = market;
  const wishes = [
    mode && t(mode === 'road' ? 'market.roadOnly' : 'market.railOnly'),
    through && t('market.wishThrough', { place: placeName(dataset, through, language) }),
    avoidCountry && t('market.wishAvoid', { country: nameOf(dataset, 'country', avoidCountry, language) }),
  ].filter(Boolean);
  return wishes.length > 0 ? t('market.wishes', { cargo, wishes: wishes.join(', ') }) : cargo;
}

export function MarketPicker() {
  const { dataset, document } = useServices();
  const { t, language } = useTexts();
  const market = useDocument((state) => state.market);
  const [isOpen, setOpen] = useState(false);
  const question = questionOf(dataset, market);
  const choose = (choice: MarketChoice): void => {
    document.change(t('change.market'), setMarket(choice));
    setOpen(false);
  };
  const pair = t('market.pair', {
    from: placeName(dataset, question.from, language),
    to: placeName(dataset, question.to, language),
  });
  const cargo = cargoText(dataset, market, t, language);
  return (
    <PopoverNext
      isOpen={isOpen}
      onInteraction={setOpen}
      placement="bottom-start"
      arrow={false}
      content={<PickerContent key={JSON.stringify(market)} market={market} onChoose={choose} />}
    >
      <Button
        className="market-button"
        variant="outlined"
        icon={<SwapHorizontal />}
        endIcon={<CaretDown />}
        aria-label={`${t('market.choose')}: ${pair} ${cargo}`}
        data-testid="market"
      >
        <b>{pair}</b> <span className="cargo">{cargo}</span>
      </Button>
    </PopoverNext>
  );
}

function PickerContent({ market, onChoose }: { market: MarketChoice; onChoose: (choice: MarketChoice) => void }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const question = questionOf(dataset, market);
  const [search, setSearch] = useState('');
  const [from, setFrom] = useState(question.from);
  const [to, setTo] = useState(question.to);
  const [valueOfTimeClass, setClass] = useState(question.valueOfTimeClass);
  const asked = market.kind === 'pair' ? market : undefined;
  const [mode, setMode] = useState(asked?.mode);
  const [through, setThrough] = useState(asked?.through);
  const [avoidCountry, setAvoidCountry] = useState(asked?.avoidCountry);
  const countryNames = useMemo(() => listCountries(dataset, language), [dataset, language]);
  const wanted = search.trim().toLocaleLowerCase(language);
  const textOf = (one: Market): string =>
    t('market.pair', { from: placeName(dataset, one.from, language), to: placeName(dataset, one.to, language) });
  const commodityOf = (one: Market): string => nameOf(dataset, 'commodity', one.commodity, language);
  const markets = [...dataset.markets.values()].filter((one) =>
    `${textOf(one)} ${commodityOf(one)}`.toLocaleLowerCase(language).includes(wanted),
  );
  return (
    <div className="market-picker">
      <InputGroup
        autoFocus
        type="search"
        leftElement={<Search className="bp6-icon" />}
        value={search}
        placeholder={t('market.search')}
        aria-label={t('market.search')}
        onValueChange={setSearch}
      />
      <h3>{t('market.listed')}</h3>
      <Menu className="market-list">
        {markets.map((one) => (
          <MenuItem
            key={one.id}
            text={textOf(one)}
            label={commodityOf(one)}
            active={market.kind === 'market' && market.id === one.id}
            onClick={() => onChoose({ kind: 'market', id: one.id })}
          />
        ))}
        {markets.length === 0 && <MenuItem disabled text={t('market.none')} />}
      </Menu>
      <h3>{t('market.own')}</h3>
      <div className="market-own">
        <span>{t('market.from')}</span>
        <PlaceSelect label={t('market.from')} value={from} onChange={setFrom} />
        <span>{t('market.to')}</span>
        <PlaceSelect label={t('market.to')} value={to} onChange={setTo} />
        <span>{t('market.valueOfTime')}</span>
        <HTMLSelect
          aria-label={t('market.valueOfTime')}
          value={valueOfTimeClass}
          options={CLASSES.map((one) => ({ value: one, label: t(`cargo.${one}`) }))}
          onChange={(event) => setClass(CLASSES.find((one) => one === event.currentTarget.value) ?? 'general')}
        />
        <span>{t('market.mode')}</span>
        <HTMLSelect
          aria-label={t('market.mode')}
          value={mode ?? ''}
          options={[
            { value: '', label: t('market.anyMode') },
            { value: 'road', label: t('market.roadOnly') },
            { value: 'rail', label: t('market.railOnly') },
          ]}
          onChange={(event) => setMode(MODES.find((one) => one === event.currentTarget.value))}
        />
        <span>{t('market.through')}</span>
        <PlaceSelect
          label={t('market.through')}
          value={through}
          withPosts
          none={t('market.anywhere')}
          onChange={setThrough}
        />
        <span>{t('market.avoid')}</span>
        <HTMLSelect
          aria-label={t('market.avoid')}
          value={avoidCountry ?? ''}
          options={[{ value: '', label: t('market.noCountry') }, ...countryNames]}
          onChange={(event) => setAvoidCountry(event.currentTarget.value || undefined)}
        />
        <div className="actions">
          <Button
            intent="primary"
            text={t('market.show')}
            disabled={from === to}
            onClick={() => onChoose({ kind: 'pair', from, to, valueOfTimeClass, mode, through, avoidCountry })}
          />
          {from === to && <p className="small muted">{t('market.samePlace')}</p>}
        </div>
      </div>
    </div>
  );
}

const MODES = ['road', 'rail'] as const;

/** Countries of the network by name, as options. */
function listCountries(dataset: Dataset, language: TextLanguage): { value: string; label: string }[] {
  const codes = new Set([...dataset.nodes.values()].flatMap((node) => node.countries));
  const collator = new Intl.Collator(language);
  return [...codes]
    .map((code) => ({ value: code, label: nameOf(dataset, 'country', code, language) }))
    .sort((a, b) => collator.compare(a.label, b.label));
}

type PlaceSelectProps = { readonly label: string; readonly withPosts?: boolean } & (
  | { readonly value: string; readonly none?: undefined; readonly onChange: (id: string) => void }
  /** `none`: the first entry, which chooses no place at all. */
  | { readonly value: string | undefined; readonly none: string; readonly onChange: (id: string | undefined) => void }
);

function PlaceSelect(props: PlaceSelectProps) {
  const { label, value, withPosts = false, none } = props;
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const places = useMemo(() => {
    const collator = new Intl.Collator(language);
    const named = [...dataset.nodes.values()]
      .filter((node) => withPosts || servesCargo(node))
      .map((node) => ({
        id: node.id,
        name: nameOf(dataset, 'node', node.id, language),
        country: node.countries.map((code) => nameOf(dataset, 'country', code, language)).join(', '),
      }))
      .sort((a, b) => collator.compare(a.name, b.name));
    return none === undefined ? named : [{ id: '', name: none, country: '' }, ...named];
  }, [dataset, language, withPosts, none]);
  const chosen = places.find((place) => place.id === (value ?? ''));
  const name = chosen?.name ?? nameOf(dataset, 'node', value ?? '', language);
  return (
    <Select
      items={places}
      itemPredicate={(query, place) =>
        `${place.name} ${place.country}`.toLocaleLowerCase(language).includes(query.toLocaleLowerCase(language))
      }
      itemRenderer={(place, { handleClick, handleFocus, modifiers, ref }) => (
        <MenuItem
          key={place.id}
          ref={ref}
          text={place.name}
          label={place.country}
          active={modifiers.active}
          roleStructure="listoption"
          selected={place.id === (value ?? '')}
          onClick={handleClick}
          onFocus={handleFocus}
        />
      )}
      noResults={<MenuItem disabled text={t('market.noPlace')} roleStructure="listoption" />}
      inputProps={{ placeholder: t('market.searchPlace'), 'aria-label': t('market.searchPlace') }}
      menuProps={{ className: 'place-list', 'aria-label': label }}
      popoverProps={{ minimal: true, matchTargetWidth: true, targetTagName: 'button', captureDismiss: true }}
      popoverTargetProps={{ className: 'bp6-button', 'aria-label': `${label}: ${name}` }}
      activeItem={chosen ?? null}
      onItemSelect={({ id }) => (props.none === undefined ? props.onChange(id) : props.onChange(id || undefined))}
      fill
    >
      <span>{name}</span>
      <CaretDown />
    </Select>
  );
}
