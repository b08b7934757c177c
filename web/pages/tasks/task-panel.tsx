export function TaskPanel({ account, id }: { account: string; id: string }) {
  return (
    <div className="page">
      {account} {id}
    </div>
  );
}
