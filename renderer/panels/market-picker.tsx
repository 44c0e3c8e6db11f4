/**
 * Which market is compared: one of the dataset, or any origin and destination with a class of cargo.
 */
import { Button, HTMLSelect, InputGroup, Menu, MenuItem, PopoverNext } from '@blueprintjs/core';
import { CaretDown, Search, SwapHorizontal } from '@blueprintjs/icons';
import { Select } from '@blueprintjs/select';
import { useMemo, useState } from 'react';
import type { MarketChoice } from '../../shared/api/contract.ts';
import { nameOf } from '../../shared/dataset/names.ts';
import type { Market, Node, ValueOfTimeClass } from '../../shared/dataset/schema.ts';
import { useDocument, useServices, useTexts } from '../services.ts';
import { setMarket } from '../state/document.ts';
import { questionOf, placeName, valueOfTimeOf } from '../study/market-question.ts';

const CLASSES: readonly ValueOfTimeClass[] = ['express', 'general', 'agri'];

/** Places where loads begin or end: border posts are passed, not served. */
const servesCargo = (node: Node): boolean => node.kind !== 'border';

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
  const cargo = t(`cargo.${valueOfTimeOf(dataset, market)}`);
  return (
    <PopoverNext
      isOpen={isOpen}
      onInteraction={setOpen}
      placement="bottom-start"
      arrow={false}
      content={<PickerContent key={`${question.from} ${question.to}`} market={market} onChoose={choose} />}
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
        <div className="actions">
          <Button
            intent="primary"
            text={t('market.show')}
            disabled={from === to}
            onClick={() => onChoose({ kind: 'pair', from, to, valueOfTimeClass })}
          />
          {from === to && <p className="small muted">{t('market.samePlace')}</p>}
        </div>
      </div>
    </div>
  );
}

interface PlaceSelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function PlaceSelect({ label, value, onChange }: PlaceSelectProps) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const places = useMemo(() => {
    const collator = new Intl.Collator(language);
    return [...dataset.nodes.values()]
      .filter(servesCargo)
      .map((node) => ({
        id: node.id,
        name: nameOf(dataset, 'node', node.id, language),
        country: node.countries.map((code) => nameOf(dataset, 'country', code, language)).join(', '),
      }))
      .sort((a, b) => collator.compare(a.name, b.name));
  }, [dataset, language]);
  const chosen = places.find((place) => place.id === value);
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
          selected={place.id === value}
          onClick={handleClick}
          onFocus={handleFocus}
        />
      )}
      noResults={<MenuItem disabled text={t('market.noPlace')} roleStructure="listoption" />}
      inputProps={{ placeholder: t('market.searchPlace'), 'aria-label': t('market.searchPlace') }}
      menuProps={{ className: 'place-list', 'aria-label': label }}
      popoverProps={{ minimal: true, matchTargetWidth: true }}
      activeItem={chosen ?? null}
      onItemSelect={(place) => onChange(place.id)}
      fill
    >
      <Button
        fill
        endIcon={<CaretDown />}
        text={chosen?.name ?? nameOf(dataset, 'node', value, language)}
        aria-label={`${label}: ${chosen?.name ?? value}`}
      />
    </Select>
  );
}
