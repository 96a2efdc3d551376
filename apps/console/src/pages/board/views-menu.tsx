import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useLater } from '../../ui/use-later.ts';
import type { Filtering } from './filter.ts';

interface KeptView {
  name: string;
  address: string;
}

const loadDialog = () => import('./name-dialog.tsx').then(({ NameDialog }) => NameDialog);

/** Views by name, kept in this browser for this person; the address of each can be sent to a colleague. */
export function ViewsMenu({ filtering }: { filtering: Filtering }) {
  const { t } = useTranslation('board');
  const { userId } = useSession();
  const kept = useDraft<KeptView[]>(`views.${userId}`, []);
  const [isNaming, naming] = useDisclosure(false);
  const { Part: NameDialog, open: openDialog } = useLater(loadDialog);
  const others = kept.value.filter(({ address }) => address !== filtering.address);
  const here = kept.value.find(({ address }) => address === filtering.address);
  const keep = (name: string) => {
    kept.set([...kept.value.filter((view) => view.name !== name), { name, address: filtering.address }]);
    naming.close();
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default">{here?.name ?? t('views.title')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => filtering.show('')}>{t('views.all')}</Menu.Item>
          <Menu.Item onClick={() => filtering.show('assignee=me')}>{t('views.mine')}</Menu.Item>
          <Menu.Item onClick={() => filtering.show('assignee=none')}>{t('views.nobodys')}</Menu.Item>
          {others.length > 0 ? <Menu.Divider /> : null}
          {others.map(({ name, address }) => (
            <Menu.Item key={name} onClick={() => filtering.show(address)} className="foreign">
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => void openDialog(naming.open)}>{t('views.keep')}</Menu.Item>
          {here === undefined ? null : (
            <Menu.Item onClick={() => kept.set(kept.value.filter((view) => view !== here))}>
              {t('views.drop', { name: here.name })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {NameDialog === null ? null : <NameDialog opened={isNaming} onClose={naming.close} onNamed={keep} />}
    </>
  );
}
