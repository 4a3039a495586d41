import { Button, Menu } from '@mantine/core';
import { IconBookmark, IconBookmarkPlus, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../app/words.ts';
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx';
import { sayDone } from '../../kit/toast.tsx';
import styles from './queue.module.css';
import { forgetView, saveView, useSavedViews } from './saved-views.ts';
import type { QueueSearch } from './search.ts';

function NameDialog({ search, close }: { search: QueueSearch; close: () => void }): ReactNode {
  const { t } = useWords();
  const [name, setName] = useState('');
  const save = (): void => {
    if (name.trim() === '') return;
    const { peek: _, ...rest } = search;
    saveView({ name: name.trim(), search: rest });
    sayDone(t('views.saved', { name: name.trim() }));
    close();
  };
  return (
    <ConfirmDialog
      title={t('views.saveTitle')}
      consequence={<p>{t('views.saveWhere')}</p>}
      yes={t('views.save')}
      onYes={save}
      onNo={close}
    >
      <label className={styles['field']}>
        {t('views.name')}
        <input
          type="text"
          maxLength={60}
          required
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
    </ConfirmDialog>
  );
}

/** Opens, keeps and forgets named views. */
export function ViewsMenu({ to, search }: { to: '/queue' | '/cases'; search: QueueSearch }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const views = useSavedViews();
  const [naming, setNaming] = useState(false);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark aria-hidden size={18} stroke={1.8} />}>
            {t('views.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map((view) => (
            <Menu.Item
              key={view.name}
              onClick={() => {
                navigate({ to, search: view.search }).catch(() => undefined);
              }}
            >
              {view.name}
            </Menu.Item>
          ))}
          {views.length === 0 ? null : <Menu.Divider />}
          <Menu.Item
            leftSection={<IconBookmarkPlus aria-hidden size={18} stroke={1.8} />}
            onClick={() => setNaming(true)}
          >
            {t('views.saveThis')}
          </Menu.Item>
          {views.map(({ name }) => (
            <Menu.Item
              key={name}
              leftSection={<IconTrash aria-hidden size={18} stroke={1.8} />}
              onClick={() => forgetView(name)}
            >
              {t('views.forget', { name })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {naming ? <NameDialog search={search} close={() => setNaming(false)} /> : null}
    </>
  );
}
