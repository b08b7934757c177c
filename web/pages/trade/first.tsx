export function FirstPage() {
  return <div className="page">trade</div>;
}
