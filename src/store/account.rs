//! Accounts of those who work with the platform, and what each may do.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::db::{Conn, Raw, StoreError, Tx};
use super::entities::{account, account_role};
use crate::domain::ids::AccountId;
use crate::domain::role::{Grant, Held, Role};
use crate::domain::time::Day;

/// An account as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Identifier.
    pub id: AccountId,
    /// Address, lower case, unique.
    pub email: String,
    /// Name shown to colleagues.
    pub name: String,
    /// The secret of the second factor, sealed.
    pub totp_secret: Option<Vec<u8>>,
    /// Whether the account may no longer sign in.
    pub disabled: bool,
}

/// Writes a new account. [`StoreError::Taken`] if the address has one.
pub async fn insert(tx: &Tx, account: &Account) -> Result<(), StoreError> {
    let row = account::ActiveModel {
        id: Set(account.id.0),
        email: Set(account.email.clone()),
        name: Set(account.name.clone()),
        totp_secret: Set(account.totp_secret.clone()),
        totp_step: Set(0),
        disabled: Set(account.disabled),
    };
    account::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The account with this identifier.
pub async fn find(conn: &impl Conn, id: AccountId) -> Result<Option<Account>, StoreError> {
    Ok(account::Entity::find_by_id(id.0).one(conn.raw()).await?.map(read))
}

/// The account with this address, in lower case.
pub async fn find_by_email(conn: &impl Conn, email: &str) -> Result<Option<Account>, StoreError> {
    let query = account::Entity::find().filter(account::Column::Email.eq(email));
    Ok(query.one(conn.raw()).await?.map(read))
}

/// All accounts, by address.
pub async fn list(conn: &impl Conn) -> Result<Vec<Account>, StoreError> {
    let rows = account::Entity::find().order_by_asc(account::Column::Email).all(conn.raw()).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// The roles of the account, also those that are over.
pub async fn held(conn: &impl Conn, id: AccountId) -> Result<Vec<Held>, StoreError> {
    let query = account_role::Entity::find().filter(account_role::Column::AccountId.eq(id.0));
    let query = query.order_by_asc(account_role::Column::Role).order_by_asc(account_role::Column::BranchCode);
    query.all(conn.raw()).await?.into_iter().map(read_held).collect()
}

/// Gives an account a role; if it has it, only the last day changes.
pub async fn grant(tx: &Tx, id: AccountId, held: &Held) -> Result<(), StoreError> {
    let row = account_role::ActiveModel {
        account_id: Set(id.0),
        role: Set(held.grant.role.name().to_owned()),
        branch_code: Set(held.grant.branch.clone().unwrap_or_default()),
        last_day: Set(held.last_day.map(|day| day.to_string())),
    };
    let key = [account_role::Column::AccountId, account_role::Column::Role, account_role::Column::BranchCode];
    let again = OnConflict::columns(key).update_column(account_role::Column::LastDay).to_owned();
    account_role::Entity::insert(row).on_conflict(again).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Takes all roles of an account away.
pub async fn take_roles(tx: &Tx, id: AccountId) -> Result<(), StoreError> {
    let all = account_role::Entity::delete_many().filter(account_role::Column::AccountId.eq(id.0));
    all.exec(tx.raw()).await?;
    Ok(())
}

/// Switches an account off, or on again.
pub async fn set_disabled(tx: &Tx, id: AccountId, disabled: bool) -> Result<(), StoreError> {
    let one = account::Entity::update_many().col_expr(account::Column::Disabled, Expr::value(disabled));
    one.filter(account::Column::Id.eq(id.0)).exec(tx.raw()).await?;
    Ok(())
}

/// How many admins can sign in: not switched off, and with a second factor.
pub async fn able_admins(tx: &Tx) -> Result<u64, StoreError> {
    let admins = account_role::Entity::find()
        .select_only()
        .column(account_role::Column::AccountId)
        .filter(account_role::Column::Role.eq(Role::Admin.name()))
        .filter(account_role::Column::LastDay.is_null())
        .into_query();
    let able = account::Entity::find()
        .filter(account::Column::Id.in_subquery(admins))
        .filter(account::Column::Disabled.eq(false))
        .filter(account::Column::TotpSecret.is_not_null());
    Ok(able.count(tx.raw()).await?)
}

/// Gives an account a (sealed) second factor; earlier codes are forgotten.
pub async fn set_totp(tx: &Tx, id: AccountId, sealed: Vec<u8>) -> Result<(), StoreError> {
    let one = account::Entity::update_many()
        .col_expr(account::Column::TotpSecret, Expr::value(sealed))
        .col_expr(account::Column::TotpStep, Expr::value(0_i64))
        .filter(account::Column::Id.eq(id.0));
    one.exec(tx.raw()).await?;
    Ok(())
}

/// Takes the second factor of an account away.
pub async fn forget_totp(tx: &Tx, id: AccountId) -> Result<(), StoreError> {
    let one = account::Entity::update_many().col_expr(account::Column::TotpSecret, Expr::value(None::<Vec<u8>>));
    one.filter(account::Column::Id.eq(id.0)).exec(tx.raw()).await?;
    Ok(())
}

/// Notes the time step of a code as used; false if it or a later one was used before.
pub async fn use_totp_step(tx: &Tx, id: AccountId, step: i64) -> Result<bool, StoreError> {
    let one = account::Entity::update_many()
        .col_expr(account::Column::TotpStep, Expr::value(step))
        .filter(account::Column::Id.eq(id.0))
        .filter(account::Column::TotpStep.lt(step));
    Ok(one.exec(tx.raw()).await?.rows_affected == 1)
}

fn read(row: account::Model) -> Account {
    Account {
        id: AccountId(row.id),
        email: row.email,
        name: row.name,
        totp_secret: row.totp_secret,
        disabled: row.disabled,
    }
}

fn read_held(row: account_role::Model) -> Result<Held, StoreError> {
    let role = Role::from_name(&row.role).ok_or(StoreError::Inconsistent("account with an unknown role"))?;
    let read = |day: String| Day::parse(&day).ok_or(StoreError::Inconsistent("account_role.last_day"));
    let last_day = row.last_day.map(read).transpose()?;
    Ok(Held { grant: Grant { role, branch: (!row.branch_code.is_empty()).then_some(row.branch_code) }, last_day })
}
